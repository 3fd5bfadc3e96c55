"""What the desk shows, as pure functions from values to lines."""
