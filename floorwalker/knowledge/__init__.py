"""The knowledge base: a folder of YAML files, read into frozen records and `Problem`s."""
