"""What a device talks to and what it announces: cloud hosts, ONVIF scopes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banlint.hints import TYPE_CHECKING
from banlint.match.models import ModelMatcher
from banlint.match.names import NameMatcher, unique, weaker
from banlint.model import Basis, Confidence, EntityId, Match, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banlint.catalog.index import Catalog, CodeRow

LONGEST_VALUE = 4096
"""Characters of a field that are read."""
_HOST = r"(?:[A-Za-z0-9_-]{1,63}\.){1,20}[A-Za-z0-9-]{2,63}"
_SCOPE = r"(?i:onvif://www\.onvif\.org)/([A-Za-z_]{1,40})/([^\s,;\"]+)"
_SCOPES = frozenset({"hardware", "model", "name", "manufacturer", "mfr", "mfg"})
_OF_MAKERS = frozenset({"manufacturer", "mfr", "mfg"})


class DomainMatcher:
    """Hosts that a device talks to, by the end of their names."""

    name = "domains"
    roles = frozenset({Role.DOMAIN})

    def __init__(self, catalog: Catalog) -> None:
        self._suffixes: Mapping[str, CodeRow] = catalog.domain

    def match(self, role: Role, value: str) -> tuple[Match, ...]:  # noqa: ARG002 - one role
        """The entities whose clouds the hosts in `value` belong to."""
        return unique(
            match
            for host in re.findall(_HOST, value[:LONGEST_VALUE])
            for match in self._of(host.lower())
        )  # fmt: skip

    def _of(self, host: str) -> Iterator[Match]:
        while host:
            if host in self._suffixes:
                row = self._suffixes[host]
                sure = Confidence(row.confidence)
                yield Match(EntityId(row.entity), Basis.DOMAIN, sure, host, row.source, note=row.note)
                return
            host = host.partition(".")[2]


class ScopeMatcher:
    """ONVIF scopes: the model and the name that a camera announces itself by. Anybody can set the name."""

    name = "scopes"
    roles = frozenset({Role.SCOPE})

    def __init__(self, catalog: Catalog) -> None:
        self._models = ModelMatcher(catalog)
        self._names = NameMatcher(catalog)

    def match(self, role: Role, value: str) -> tuple[Match, ...]:  # noqa: ARG002 - one role
        """The entities that the scopes in `value` point to, at most `probable` where they do it by name."""
        return unique(
            match
            for kind, written in re.findall(_SCOPE, value[:LONGEST_VALUE])
            if kind.lower() in _SCOPES
            for match in self._of(kind.lower(), _unquoted(written))
        )

    def _of(self, kind: str, written: str) -> Iterator[Match]:
        if kind not in _OF_MAKERS:
            yield from self._models.match(Role.MODEL, written)
        if kind in _OF_MAKERS or kind == "name":
            for match in self._names.match(Role.BRAND, written):
                yield match._replace(confidence=weaker(match.confidence, Confidence.PROBABLE))


def _unquoted(written: str) -> str:
    """A scope's last parts without their quoting.

    >>> _unquoted("ACME%20CAM-200"), _unquoted("ACME+CAM_200")
    ('ACME CAM-200', 'ACME CAM 200')
    """
    from urllib.parse import unquote

    return unquote(written).replace("+", " ").replace("_", " ").replace("/", " ")
