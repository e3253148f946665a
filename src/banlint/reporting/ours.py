"""How our own reports begin: they may be replaced by new ones, and are no inventories where they lie among them."""

from __future__ import annotations

HEAD_BYTES = 512
_BEGINNINGS = (
    b'{"schema_version": 1,\n "tool": {"name": "banlint"',
    b'{"$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", '
    b'"version": "2.1.0", "runs": [{\n "automationDetails": {"id": "banlint/',
    b'{"assessment-results": {"metadata": {"title": "banlint: ',
    b'{"$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json", "bomFormat": "CycloneDX", "specVersion": "1.6", '
    b'"metadata": {"tools": {"components": [{"type": "application", "name": "banlint"',
    b'[\n {"check_name": "banlint:',
    b'"record","path","line","column","pointer","cell","asset",',
    b'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="banlint"',
    b"## banlint\n",
    b"::group::banlint: ",
)
_WORKBOOK = (b"PK\x03\x04", b"<Application>banlint</Application>")
"""How a workbook begins, and what its first part, which is not compressed, says."""
_LINES = (b'"line": ', b'"end_line": ', b'"pointer": ')
"""What the first line of JSON Lines holds behind its path, in that order."""


def is_report(head: bytes) -> bool:
    """Whether a file that begins with `head` is a report of ours."""
    if head.startswith(_BEGINNINGS):
        return True
    if head.startswith(_WORKBOOK[0]):
        return _WORKBOOK[1] in head
    if not head.startswith(b'{"path": "'):
        return False
    at = 0
    for key in _LINES:
        at = head.find(b", " + key, at)
        if at < 0:
            return False
    return True
