"""A folder of YAML files → `Knowledge`."""
