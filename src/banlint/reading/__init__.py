"""Bytes to documents with positions: a module for each format, `choose` to tell them apart, `source` to open files."""

from banlint.reading.choose import READERS, reader_for, readers

__all__ = ["READERS", "reader_for", "readers"]
