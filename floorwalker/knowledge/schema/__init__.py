"""The format as a JSON Schema, and the texts that explain it."""
