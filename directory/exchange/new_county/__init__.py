"""A county's folder from the first file to a site that may start: written, drawn and checked. Nothing is loaded."""
