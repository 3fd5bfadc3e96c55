"""What the visitor takes along."""
