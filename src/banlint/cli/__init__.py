"""Arguments, progress, exit status."""
