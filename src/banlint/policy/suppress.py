"""Suppressions at work on one document: which findings each decides, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from banlint.model import Decision, Finding, Notice, Path
from banlint.policy import ids
from banlint.policy.days import lapses_soon
from banlint.policy.note import Terms, written
from banlint.policy.notes import Note, Refused

SUPPRESSED = "suppressed"
Held = tuple[str, Terms]
"""The name of an asset and a suppression that governs it."""


class Suppressions:
    """The suppressions of one document of the file `name`, judged on the ISO day `as_of`.

    `new` are those of them that are not in the revision that decides, where one does.
    """

    def __init__(
        self, found: Iterable[Note | Refused], name: str, as_of: str, new: Collection[Note] = frozenset()
    ) -> None:
        self._name = name
        self._as_of = as_of
        self._new = new
        self._refused: list[Refused] = []
        self._notes: dict[Path, list[Note]] = {}
        # Which ids of a note met a finding, and which met one that another note had decided: that note's line.
        self._used: dict[tuple[Note, str], int] = {}
        self._second: dict[tuple[Note, str], int] = {}
        for one in found:
            if isinstance(one, Refused):
                self._refused.append(one)
            else:
                self._notes.setdefault(one.asset, []).append(one)

    def decided(self, finding: Finding, asset: Path) -> Finding:
        """`finding`, of the asset at the path `asset`, suppressed by the first note that may, or told why it is not."""
        lapsed: list[str] = []
        by: Note | None = None
        for note in self._notes.get(asset, ()):
            met = ids.covers(note.terms.ids, finding.regime)
            if not met:
                continue
            self._used[note, met] = 1
            if note in self._new:
                lapsed.append(f"the suppression in line {note.span.line} is part of this change")
            elif note.terms.until < self._as_of:
                lapsed.append(f"the suppression in line {note.span.line} lapsed on {note.terms.until}")
            elif by is None:
                by = note
            else:
                self._second[note, met] = by.span.line
        if by is None:
            return finding._replace(not_honoured=(*finding.not_honoured, *lapsed)) if lapsed else finding
        return finding._replace(decision=self._decision(by))

    def _decision(self, note: Note) -> Decision:
        terms = note.terms
        return Decision(
            SUPPRESSED,
            terms.reason,
            terms.reference,
            until=terms.until,
            path=self._name,
            line=note.span.line,
        )

    def notices(self, regimes: Collection[str], *, narrowed: bool) -> Iterator[Notice]:
        """What is to be said once every finding was decided; `narrowed` runs cannot tell what is unused."""
        for refused in self._refused:
            said = f"a suppression is not honoured: {refused.why.message}"
            yield self._notice("malformed", said, refused.why.mend, refused)
        for note in (note for found in self._notes.values() for note in found):
            yield from self._of_note(note, regimes, narrowed=narrowed)

    def _of_note(self, note: Note, regimes: Collection[str], *, narrowed: bool) -> Iterator[Notice]:
        if note in self._new:
            said = f"this change adds a suppression, which holds for nothing yet: {written(note.terms)}"
            yield self._notice("added", said, "have it in the revision that decides", note)
        for one in note.terms.ids:
            if (note, one) in self._second:
                said = f"`{one}` is suppressed in line {self._second[note, one]} already"
                yield self._notice("duplicate", said, "keep one of them", note)
            elif (note, one) not in self._used and ids.unknown(one, regimes):
                yield self._notice("unknown", f"no regime is called `{one}`", ids.mend(one, regimes), note)
            elif (note, one) not in self._used and not narrowed:
                yield self._notice("unused", f"there is no finding of `{one}` here to suppress", "remove it", note)
        until = note.terms.until
        if until < self._as_of:
            yield self._notice("lapsed", f"a suppression lapsed on {until}", "renew or remove it", note)
        elif lapses_soon(until, self._as_of):
            yield self._notice("lapsing", f"a suppression lapses after {until}", "renew it, or be rid of the ban", note)

    def _notice(self, kind: str, message: str, mend: str, about: Note | Refused) -> Notice:
        return Notice(kind, message, mend, self._name, about.span.line, about.span.column)
