"""The plugin manager, and the built-ins, registered through the same hooks."""
