"""Verdicts or suppressions written into a YAML inventory as comments; all else in it stays byte for byte.

Comments are put on lines of their own, above the lines that findings stand on. What comes of it is read and checked
again before anybody gets it: the data have to be the same, and so have all findings but those that were meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from banlint.errors import InputError
from banlint.model import Data, Document, Finding, Problem, Reader, Registered
from banlint.policy import ids
from banlint.policy.field import MARKER
from banlint.policy.note import Terms, written
from banlint.policy.splice import lines_of, with_lines, without_lines
from banlint.policy.suppress import SUPPRESSED
from banlint.reading.source import BytesSource
from banlint.run.checker import Checker
from banlint.text import show

SAYS = "banlint says:"
"""What a comment begins with that tells a verdict. It is for people, and decides nothing."""
_BOM = "\ufeff"
_YAML = "yaml"

_Key = tuple[str, str, str]


class Annotator:
    """Writes into the inventories that `checker` checks, of the findings that `is_meant` names."""

    def __init__(self, checker: Checker, is_meant: Callable[[Finding], bool]) -> None:
        self._checker = checker
        self._is_meant = is_meant
        self._readers: list[Registered[Reader]] = [one for one in checker.parts.readers if one.part.name == _YAML]

    def cleared(self, data: bytes, name: str) -> bytes:
        """`data` without the verdicts that were written before. Raises `InputError`."""
        text = _text(data, name)
        return _bytes(self._without_verdicts(text, name), data)

    def said(self, data: bytes, name: str) -> tuple[bytes, int]:
        """`data` with a comment for each finding, in place of those of the last time; and how many there are.

        Raises `InputError`.
        """
        text = self._without_verdicts(_text(data, name), name)
        before = self._findings(text, name)
        above: dict[int, list[str]] = {}
        for finding in filter(self._is_meant, before.values()):
            above.setdefault(finding.place.span.line, []).append(f"# {SAYS} {_verdict(finding)}")
        after = with_lines(text, above)
        self._same(text, after, name)
        if {key: bool(one.decision) for key, one in before.items()} != {
            key: bool(one.decision) for key, one in self._findings(after, name).items()
        }:
            raise _cannot(name)
        return _bytes(after, data), sum(map(len, above.values()))

    def suppressed(self, data: bytes, name: str, terms: Terms) -> tuple[bytes, int]:
        """`data` with suppressions for all that `terms` name and nothing decides yet; and how many comments that are.

        Raises `InputError`.
        """
        text = _text(data, name)
        before = self._findings(text, name)
        meant = {
            key: one
            for key, one in before.items()
            if self._is_meant(one) and one.decision is None and ids.covers(terms.ids, one.regime)
        }
        after = with_lines(text, _suppressions(list(meant.values()), terms))
        self._same(text, after, name)
        for key, one in self._findings(after, name).items():
            decided = one.decision is not None and one.decision.kind == SUPPRESSED
            if decided != (key in meant or _is_suppressed(before.get(key))):
                where = before[key].place.span if key in before else one.place.span
                said = f"a suppression of {show(one.asset)} cannot be written so that it governs this asset alone"
                raise InputError(said, "give each asset lines of its own", name, where.line, where.column)
        return _bytes(after, data), len({one.pointer for one in meant.values()})

    def _without_verdicts(self, text: str, name: str) -> str:
        if SAYS not in text:
            return text
        lines = lines_of(text)
        found = {
            remark.span.line
            for document in self._documents(text, name)
            for remark in getattr(document, "remarks", lambda _: ())(SAYS)
            if lines[remark.span.line - 1].lstrip().startswith("#")
        }
        after = without_lines(text, found)
        self._same(text, after, name)
        return after

    def _same(self, before: str, after: str, name: str) -> None:
        """Raise `InputError` unless both texts hold the same data."""
        if before != after and self._data(before, name) != self._data(after, name):
            raise _cannot(name)

    def _data(self, text: str, name: str) -> list[Data]:
        return [document.data for document in self._documents(text, name)]

    def _documents(self, text: str, name: str) -> Iterator[Document]:
        for one in self._reader(name).part.read(BytesSource(name, text.encode())):
            if not isinstance(one, Problem):
                yield one

    def _findings(self, text: str, name: str) -> dict[_Key, Finding]:
        """The findings, by asset and regime. Raises `InputError` where not everything can be read."""
        found: dict[_Key, Finding] = {}
        for event in self._checker.check(BytesSource(name, text.encode()), self._reader(name)):
            if isinstance(event, Problem):
                raise InputError(event.message, event.mend, event.path, event.line, event.column)
            if isinstance(event, Finding):
                found[event.pointer, event.regime, event.entity] = event
        return found

    def _reader(self, name: str) -> Registered[Reader]:
        found = next((one for one in self._readers if one.part.accepts(name, b"")), None)
        if found is None:
            raise InputError("no YAML by its name", "name a .yaml file: only YAML has comments", name)
        return found


def _suppressions(findings: list[Finding], terms: Terms) -> dict[int, list[str]]:
    """The comments, by the line each goes above: one for each asset, at the first line it is found on."""
    by_asset: dict[str, list[Finding]] = {}
    for one in findings:
        by_asset.setdefault(one.pointer, []).append(one)
    above: dict[int, list[str]] = {}
    for found in by_asset.values():
        used = tuple(one for one in terms.ids if any(ids.covers((one,), finding.regime) for finding in found))
        line = min(finding.place.span.line for finding in found)
        above.setdefault(line, []).append(f"# {MARKER} {written(terms._replace(ids=used))}")
    return above


def _is_suppressed(finding: Finding | None) -> bool:
    return finding is not None and finding.decision is not None and finding.decision.kind == SUPPRESSED


def _verdict(finding: Finding) -> str:
    decided = f" ({finding.decision.kind})" if finding.decision else ""
    since = f" since {finding.effective}" if finding.effective else ""
    whose = f", {show(finding.entity)}" if finding.entity else ""
    return f"{finding.verdict.value}{decided} under {show(finding.regime)}{since}{whose}"


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError:
        raise InputError("not UTF-8", "save it as UTF-8 to have it written into", name) from None


def _bytes(text: str, data: bytes) -> bytes:
    mark = _BOM.encode()
    return (mark if data.startswith(mark) else b"") + text.encode()


def _cannot(name: str) -> InputError:
    return InputError("comments would change what this file says", "write its values on lines of their own", name)
