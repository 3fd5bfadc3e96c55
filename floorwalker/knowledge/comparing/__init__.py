"""What changed between two states of a knowledge base, and how to say it to an editor."""
