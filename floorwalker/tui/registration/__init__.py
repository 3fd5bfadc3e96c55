"""Registering an errand: the form, its fields, drafts of it, and the way to the journal."""
