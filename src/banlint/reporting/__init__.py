"""Outcome to output: one module per format, and the files they are written to."""
