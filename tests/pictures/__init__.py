"""Pictures of the real app on the starter knowledge, for README and for eyes."""
