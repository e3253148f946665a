"""Every ceiling in one place, so that hostile input costs a message and not the machine."""

from banlint.named import NamedTuple

MIB = 1 << 20


class Limits(NamedTuple):
    """What one run accepts. Streams are limited per record, never per file."""

    file_bytes: int = 512 * MIB
    """A file that has to be held whole, YAML and JSON documents; and the memory that a workbook takes."""
    record_bytes: int = 16 * MIB
    """One line of JSON Lines, one row of a table, one element of a streamed array."""
    sheet_cells: int = 10_000_000
    """Cells of the rectangle that one sheet of a workbook spans."""
    depth: int = 128
    """Nesting of mappings and sequences."""
    nodes: int = 2_000_000
    """Values of one document once its aliases are expanded."""
    scalar_chars: int = 1 * MIB
    """One scalar."""
    key_chars: int = 4096
    """One key."""
    shown_chars: int = 200
    """A value in a message."""
    pack_file_bytes: int = 32 * MIB
    """One file of a rule pack."""
    pack_bytes: int = 256 * MIB
    """All files of a rule pack."""
    pack_files: int = 20_000
    """How many files a rule pack has."""
    revision_files: int = 200_000
    """Files of a git revision, below what is asked for."""
    evidence_bytes: int = 4096 * MIB
    """All that a package of evidence unpacks to."""
    evidence_members: int = 50_000
    """How many files a package of evidence has."""
    evidence_manifest_bytes: int = 32 * MIB
    """The manifest of a package of evidence."""


DEFAULT = Limits()
