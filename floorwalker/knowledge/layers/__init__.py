"""A municipality's own folder laid over the one that it stands on."""
