"""The command line: it builds the objects and hands them on."""
