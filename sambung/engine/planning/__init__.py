"""Planning: which packages to build, in which option, paid by which sources."""
