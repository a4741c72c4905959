"""People, organisations, programmes, networks and what they offer."""
