"""The widgets of the desk: they know values and emit typed messages."""
