"""SPDX 2 and 3: packages that are devices or firmware, with their suppliers, by name or by reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.inventories.beside import Own
from banlint.inventories.pick import identifiers, mappings
from banlint.inventories.scalars import text
from banlint.model import Asset, Data, Identifier, Path, Role

_HARDWARE = frozenset({"device", "firmware"})
_PREFIXES = ("Organization:", "Person:", "Tool:")
_NOBODY = frozenset({"", "NOASSERTION", "NONE"})
_OWN = ((Role.MODEL, ("name",)), (Role.TEXT, ("description",)), (Role.TEXT, ("summary",)))


class Spdx2:
    """A document of version 2: `packages` that say who supplies them as text."""

    name = "spdx-2"
    beside = Own(
        "spdxVersion SPDXID name dataLicense documentNamespace documentDescribes creationInfo externalDocumentRefs"
        " hasExtractedLicensingInfos packages files snippets relationships annotations revieweds reviewers comment"
    )

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """What says that it is one."""
        return isinstance(data, dict) and "spdxVersion" in data

    def assets(self, data: Data) -> Iterator[Asset]:
        """The packages whose purpose is a device or firmware."""
        assert isinstance(data, dict)
        for path, package in mappings(data.get("packages"), ("packages",)):
            if text(package.get("primaryPackagePurpose")).lower() not in _HARDWARE:
                continue
            found: list[Identifier] = []
            for key in ("originator", "supplier"):
                written = _organization(text(package.get(key)))
                if written not in _NOBODY:
                    role = Role.SUPPLIER if found else Role.MANUFACTURER
                    found.append(Identifier(role, written, (*path, key), key))
            found.extend(identifiers(package, path, _OWN))
            found.extend(_references(package, path))
            yield Asset(text(package.get("name")) or "package", path, tuple(found))


def _organization(written: str) -> str:
    """The name in `Organization: name (address)`."""
    for prefix in _PREFIXES:
        written = written.removeprefix(prefix)
    written = written.strip()
    if written.endswith(")"):
        name, mark, _ = written.rpartition(" (")
        return name.strip() if mark and "@" in written[len(name) :] else written.removesuffix(" ()")
    return written


def _references(package: Mapping[str, Data], path: Path) -> Iterator[Identifier]:
    for at, one in mappings(package.get("externalRefs"), (*path, "externalRefs")):
        kind = text(one.get("referenceType")).lower()
        role = Role.CPE if kind.startswith("cpe") else Role.PURL if kind == "purl" else None
        written = text(one.get("referenceLocator"))
        if role and written:
            yield Identifier(role, written, (*at, "referenceLocator"), f"externalRefs.{kind}")


class Spdx3:
    """A graph of version 3: flat nodes that point to one another by address."""

    name = "spdx-3"
    beside = Own("@context @graph")

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A graph with a node that has SPDX's own key."""
        if not isinstance(data, dict) or "@graph" not in data:
            return False
        return any("spdxId" in one or "creationInfo" in one for _, one in mappings(data["@graph"], ()))

    def assets(self, data: Data) -> Iterator[Asset]:
        """The packages whose primary or further purpose is a device or firmware."""
        assert isinstance(data, dict)
        nodes = {
            text(one.get("spdxId") or one.get("@id")): (at, one) for at, one in mappings(data["@graph"], ("@graph",))
        }
        for path, node in mappings(data["@graph"], ("@graph",)):
            if _is_hardware(node):
                makers = tuple(_makers(node, path, nodes))
                yield Asset(
                    text(node.get("name")) or "package",
                    path,
                    (*makers, *identifiers(node, path, _OWN), *_external(node, path)),
                )


def _is_hardware(node: Mapping[str, Data]) -> bool:
    more = node.get("software_additionalPurpose")
    purposes = [node.get("software_primaryPurpose"), *(more if isinstance(more, list) else ())]
    return any(text(one) in _HARDWARE for one in purposes)


def _makers(
    node: Mapping[str, Data], path: Path, nodes: Mapping[str, tuple[Path, Mapping[str, Data]]]
) -> Iterator[Identifier]:
    """Who made and who supplies it, placed at the reference."""
    role = Role.MANUFACTURER
    for key in ("originatedBy", "suppliedBy"):
        value = node.get(key)
        steps: list[Path] = [(key, index) for index in range(len(value))] if isinstance(value, list) else [(key,)]
        found = False
        for step, one in zip(steps, value if isinstance(value, list) else [value], strict=True):
            where, organization = nodes.get(text(one), ((), {}))
            written = text(organization.get("name"))
            if written:
                found = True
                yield Identifier(role, written, (*path, *step), f"{key}.name", (*where, "name"))
        if found:
            role = Role.SUPPLIER


def _external(node: Mapping[str, Data], path: Path) -> Iterator[Identifier]:
    for at, one in mappings(node.get("externalIdentifier"), (*path, "externalIdentifier")):
        kind = text(one.get("externalIdentifierType"))
        role = Role.CPE if kind.startswith("cpe") else Role.PURL if kind == "packageUrl" else None
        written = text(one.get("identifier"))
        if role and written:
            yield Identifier(role, written, (*at, "identifier"), f"externalIdentifier.{kind}")
