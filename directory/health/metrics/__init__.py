"""Numbers for whoever watches the site, in the format of Prometheus: no words, no addresses, nobody."""
