"""What an editor should look at, beyond what the loader refuses."""
