"""The records of a knowledge base and their fields: frozen values, and the shapes they have."""
