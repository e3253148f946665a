"""The calls of plugins' checks: what they add becomes findings, and a check that fails a problem of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from banlint.model import Document, EntityId, Extra, Finding, Problem, RegimeId, Registered
from banlint.run.pointer import pointer


def extras(
    checks: Sequence[Registered[Callable[..., Iterable[Extra]]]],
    given: tuple[object, ...],
    document: Document,
    name: str,
) -> Iterator[Finding | Problem]:
    """What `checks` have to say of what they are `given` of a document of the file `name`."""
    for check in checks:
        try:
            found = tuple(check.part(*given))
        except Exception as error:  # noqa: BLE001 the boundary of a plugin call
            yield _failed(check.plugin, error, name)
        else:
            yield from (_finding(extra, document, name) for extra in found)


def _failed(plugin: str, error: Exception, name: str) -> Problem:
    return Problem(
        "plugin", f"plugin {plugin!r} failed: {error!r}", f"mend it, or run without it: -p no:{plugin}", name
    )


def _finding(extra: Extra, document: Document, name: str) -> Finding:
    return Finding(
        path=name,
        place=document.locate(extra.path or extra.asset.path),
        pointer=pointer(document.prefix, extra.asset.path),
        asset=extra.asset.name,
        parent=extra.asset.parent,
        identifiers={one.role.value: one.value for one in reversed(extra.asset.identifiers)},
        entity=EntityId(""),
        entity_name="",
        regime=RegimeId(extra.rule),
        regime_title=extra.title,
        clause="",
        verdict=extra.verdict,
        confidence=extra.confidence,
        reason=extra.reason,
        evidence=(),
        law=extra.law,
        effective="",
        mend=extra.mend,
    )
