"""Findings of one asset put in their place: the file, the line and column of each value, the pointer to the asset."""

from __future__ import annotations

from banlint.inventories.walk import UNNAMED
from banlint.model import Asset, Document, Evidence, Finding, Identity, Path, Place
from banlint.run.pointer import pointer

_AT = Finding._fields.index
_ASSET, _EVIDENCE, _LINE = _AT("asset"), _AT("evidence"), _AT("line")


class Placing:
    """Where an asset of the file `name` stands; each value is located once, however many findings rest on it."""

    __slots__ = ("_asset", "_at", "_document", "_lines", "_located", "_name", "_places")

    def __init__(self, asset: Asset, document: Document, name: str) -> None:
        self._asset = asset
        self._document = document
        self._name = name
        self._at = ""
        self._places: dict[tuple[Path, Path], Place] = {}
        self._located: dict[int, tuple[tuple[Evidence, ...], tuple[Evidence, ...]]] = {}
        self._lines: dict[int, str] = {}

    def placed(self, finding: Finding) -> Finding:
        """`finding` with its place, which is that of its best evidence, and the pointer to its asset."""
        self._at = self._at or pointer(self._document.prefix, self._asset.path)
        evidence = self._evidence(finding.evidence)
        place = evidence[0].place or self._document.locate(self._asset.path)
        line = self._lines.get(place.span.line)
        if line is None:
            line = self._lines[place.span.line] = self._document.line(place.span.line)
        # A row has no better name than its number; its fingerprint does without.
        shown = self._at if finding.asset == UNNAMED and self._document.prefix else finding.asset
        head = (self._name, place, self._at, shown)
        middle, rest = finding[_ASSET + 1 : _EVIDENCE], finding[_EVIDENCE + 1 : _LINE]
        # As `_replace` does it, at a fifth of the cost.
        return Finding._make((*head, *middle, evidence, *rest, line, *finding[_LINE + 1 :]))

    def identity(self, identity: Identity) -> Identity:
        """`identity` with the place of each piece of evidence."""
        return identity._replace(evidence=self._evidence(identity.evidence))

    def _evidence(self, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        known = self._located.get(id(evidence))
        if known is None:
            # Beside what was made of it is kept what it was made of, or another might take its number.
            known = self._located[id(evidence)] = evidence, tuple([self._with_place(one) for one in evidence])
        return known[1]

    def _with_place(self, evidence: Evidence) -> Evidence:
        identifier, match, place = evidence
        if place is not None:
            return evidence
        where = identifier.path, identifier.written
        place = self._places.get(where)
        if place is None:
            place = self._document.locate(identifier.path)
            if identifier.written:
                place = place._replace(anchor=self._document.locate(identifier.written).span)
            self._places[where] = place
        return Evidence(identifier, match, place)
