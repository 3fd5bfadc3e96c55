"""What can be wrong with a knowledge base: where, how bad, and the sentence for the editor."""
