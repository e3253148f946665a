"""Files in, outcome out. No format, no law, no printing."""
