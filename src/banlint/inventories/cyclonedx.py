"""CycloneDX: the hardware of a bill of materials, nested components and all. Software is no hardware."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.inventories.beside import Own
from banlint.inventories.pick import identifiers, mappings, pairs
from banlint.inventories.scalars import text
from banlint.model import Asset, Data, Fact, Identifier, Path, Role

_HARDWARE = frozenset({"device", "firmware"})
_DEVICE = "cdx:device:"
_OWN = (
    (Role.MODEL, ("name",)),
    (Role.PART_NUMBER, ("partNumber",)),
    (Role.CPE, ("cpe",)),
    (Role.PURL, ("purl",)),
    (Role.TEXT, ("description",)),
)
_MAKERS = (("manufacturer", "name"), ("manufacture", "name"), ("supplier", "name"), ("publisher",))
# "location" is where on its board a part sits.
_SKIPPED = frozenset({"location", "deviceType", "quantity", "name", "description", "note", "function"})


class CycloneDx:
    """A bill of materials in JSON."""

    name = "cyclonedx"
    beside = Own(
        "$schema bomFormat specVersion serialNumber version components services externalReferences dependencies"
        " compositions vulnerabilities annotations formulation declarations definitions citations properties signature"
        " metadata/timestamp metadata/lifecycles metadata/tools metadata/authors metadata/component"
        " metadata/manufacture metadata/manufacturer metadata/supplier metadata/licenses metadata/properties"
        " metadata/distributionConstraints"
    )

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """What says that it is one."""
        return isinstance(data, dict) and "bomFormat" in data and "specVersion" in data

    def assets(self, data: Data) -> Iterator[Asset]:
        """The subject of the bill and its components, where they are hardware, each below the one that holds it."""
        assert isinstance(data, dict)
        metadata = data.get("metadata")
        metadata = metadata if isinstance(metadata, dict) else {}
        subject = metadata.get("component")
        title = ""
        if isinstance(subject, dict):
            path: Path = ("metadata", "component")
            if _is_hardware(subject):
                title = text(subject.get("name"))
                yield _asset(subject, path, "", _bill(data), tuple(_subject_maker(metadata)))
            yield from _below(subject, path, title, _bill(data))
        yield from _below(data, (), title, _bill(data))


def _bill(data: Mapping[str, Data]) -> str:
    """How components of this bill are referred to from outside, as BOM-Link has it; empty where it has no number."""
    serial, version = text(data.get("serialNumber")).lower(), text(data.get("version")) or "1"
    return f"urn:cdx:{serial.removeprefix('urn:uuid:')}/{version}#" if serial.startswith("urn:uuid:") else ""


def _below(holder: Mapping[str, Data], path: Path, title: str, bill: str) -> Iterator[Asset]:
    """The hardware among the components of `holder`, at any depth, in document order."""
    stack = [(*one, title) for one in mappings(holder.get("components"), (*path, "components"))]
    stack.reverse()
    while stack:
        at, component, parent = stack.pop()
        name = parent
        if _is_hardware(component):
            yield _asset(component, at, parent, bill)
            name = text(component.get("name")) or parent
        inner = [(*one, name) for one in mappings(component.get("components"), (*at, "components"))]
        stack.extend(reversed(inner))


def _is_hardware(component: Mapping[str, Data]) -> bool:
    if component.get("type") in _HARDWARE:
        return True
    return any(
        text(one.get("name")).startswith(_DEVICE) for _, one in mappings(component.get("properties"), ("properties",))
    )


def _subject_maker(metadata: Mapping[str, Data]) -> Iterator[Identifier]:
    for steps in _MAKERS[:3]:
        yield from identifiers(metadata, ("metadata",), [(Role.MANUFACTURER, steps)])


def _asset(
    component: Mapping[str, Data], path: Path, parent: str, bill: str, extra: tuple[Identifier, ...] = ()
) -> Asset:
    found: list[Identifier] = []
    for steps in _MAKERS:
        # Bills of hardware name the maker as supplier as a rule; where both stand, the supplier is a seller.
        role = Role.SUPPLIER if found else Role.MANUFACTURER
        found.extend(identifiers(component, path, [(role, steps)]))
    found.extend(extra if not found else ())
    found.extend(identifiers(component, path, _OWN))
    if component.get("type") == "firmware":
        found.extend(identifiers(component, path, [(Role.FIRMWARE, ("version",))]))
    more, noted = pairs(component.get("properties"), (*path, "properties"), "name", "value", _SKIPPED)
    for at, one in mappings(component.get("properties"), (*path, "properties")):
        if one.get("name") == _DEVICE + "function" and (written := text(one.get("value"))):
            noted["category"] = Fact(written, (*at, "value"), _DEVICE + "function")
    if written := text(component.get("bom-ref")):
        noted["bom_ref"] = Fact(_named(bill, written), (*path, "bom-ref"), "bom-ref")
    return Asset(text(component.get("name")) or "component", path, (*found, *more), noted, parent)


def _named(bill: str, reference: str) -> str:
    """A reference within a bill as other bills name it."""
    if not bill:
        return reference
    from urllib.parse import quote

    return bill + quote(reference, errors="surrogatepass")
