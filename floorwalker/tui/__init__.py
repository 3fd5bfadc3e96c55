"""The desk: the terminal app. Only this package knows a screen."""
