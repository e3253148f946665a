"""Strangers' text within Markdown, and tables of findings in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from banlint.model import Finding, Law
from banlint.reporting.brief import asset, because, decided, place
from banlint.text import show

HEAD = "| verdict | asset | maker | ban | why | place |\n| --- | --- | --- | --- | --- | --- |\n"
_MEANT = re.compile(r"[\\`*_\[\]<>|~&$]")
"""What Markdown takes for markup wherever it stands in a line."""
_REACHING = re.compile(r"@(?=\w)|#(?=[#\d])|:(?=//)|:(?=[a-z]{3}[\w+-]*:|[+-]1:)|(?<=\bwww)\.", re.IGNORECASE)
"""What is shown as a link, a mention or a picture of its own accord: escaped so that it can be seen."""
_COLON = re.compile(r":(?=//|[a-z]{3}|[+-]1:)", re.IGNORECASE)
_BEGINNING = re.compile(r"^(\s*)(?:(?=[-+#=:])|(\d+)(?=[.)]))")
_ESCAPED = 20_000
"""Characters of what has been cut and made visible already."""
_URL = re.compile(r"https://[A-Za-z0-9.-]+(/[A-Za-z0-9._~/?=&%+,;:@#-]*)?")


def escaped(value: str, limit: int = 200) -> str:
    r"""`value` on one line of Markdown, as text and nothing else.

    >>> escaped("[x](javascript:x) @all")
    '\\[x\\](javascript:x) \\\\x40all'
    """
    return marked(show(value, limit))


def marked(text: str) -> str:
    """`text`, which is on one line and visible already, as text of Markdown."""
    # Most texts hold nothing of that kind, and looking for it costs most of all.
    if "@" in text or "#" in text or _COLON.search(text) or "www." in text.lower():
        text = _REACHING.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
    text = _MEANT.sub(r"\\\g<0>", text) if _MEANT.search(text) else text
    if not text.strip():
        return "&nbsp;" * len(text)
    # What would begin a list, a heading or a command where it comes first.
    first = text[:1]
    return text if first.isalpha() else _BEGINNING.sub(r"\1\2\\", text)


def link(law: Law) -> str:
    """A citation, as a link where its address is one that can do nothing else."""
    text = escaped(law.citation)
    return f"[{text}]({law.url})" if _URL.fullmatch(law.url) and not re.search(r"[()\s]", law.url) else text


def row(cells: Sequence[str]) -> str:
    """A row of a table, of cells that are Markdown."""
    return f"| {' | '.join(cells)} |\n"


def finding_row(finding: Finding) -> str:
    """A finding as a row under `HEAD`."""
    laws = "; ".join(map(link, finding.law)) or escaped(finding.regime_title)
    why = f"{escaped(because(finding), _ESCAPED)} ({laws})"
    asked = "".join(f"; needs: {escaped(question, 1000)}" for question in finding.questions)
    verdict = f"**{finding.verdict}**"
    if finding.decision:
        verdict, why = f"{finding.verdict}", f"{escaped(decided(finding), _ESCAPED)}; {why}"
    return row(
        (
            verdict,
            escaped(asset(finding), _ESCAPED),
            escaped(finding.entity_name),
            escaped(finding.regime),
            why + asked,
            escaped(place(finding), _ESCAPED),
        )
    )
