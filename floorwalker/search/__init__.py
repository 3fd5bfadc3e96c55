"""Search: from what a visitor says to the entries that answer it."""
