"""More than one machine, on this one: a database, a replica that follows it, two nodes and a cache in front."""
