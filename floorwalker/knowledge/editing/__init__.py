"""Writing into knowledge files: templates, fixes, and a copy of one's own."""
