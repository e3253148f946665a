"""One walk over plain data that finds assets by their keys. Shapes differ only in the settings they walk with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.inventories.fields import KEYS, Key, normal
from banlint.inventories.paired import Pair, is_environment, paired
from banlint.inventories.scalars import text
from banlint.model import Asset, Data, Fact, Identifier, Path, Role
from banlint.named import NamedTuple

# Where a maker or model is a mapping, the key that holds its name, best first.
_NAME_KEYS = (
    "name",
    "display_name",
    "display_value",
    "displayName",
    "display",
    "label",
    "title",
    "value",
    "model",
    "slug",
    "date",
)
# Facts of an enclosing mapping that hold for the assets within it.
_INHERITED = frozenset({"site", "site.kind", "site.country", "purpose", "funding", "contract"})
_MAKERS = frozenset({Role.MANUFACTURER, Role.BRAND, Role.SUPPLIER})
_ASSETS = "assets"
_NAMED_MODELS = frozenset({"model", "modelid", "devicemodel"})


class Shape(NamedTuple):
    """How one kind of inventory nests things. Keys are normalised (`fields.normal`)."""

    inlined: frozenset[str] = frozenset({"devicetype", "moduletype", "customfields", "systemvendor", "ansiblefacts"})
    """Mappings that belong to the asset they stand in."""
    ignored: frozenset[str] = frozenset(
        {"configcontext", "localcontextdata", "icon", "neighbors", "neighbours", "lldpneighbors"}
    )
    """Mappings and lists that speak of something else."""
    every: bool = False
    """Whether each mapping handed to `walk` is an asset even where nothing identifies it."""
    keys: Mapping[str, Key | None] = {}
    """What keys mean in this kind of inventory where that differs from `KEYS`, as the file spells them."""


GENERIC = Shape()
UNNAMED = "(document)"
"""The name of an asset that is a document of its own and gives no name: a row, a line."""


class _Draft:
    """An asset in the making; MAC addresses of its interfaces are added as the walk meets them."""

    __slots__ = ("facts", "identifiers", "name", "parent", "path", "rank")

    def __init__(self, path: Path, parent: _Draft | None) -> None:
        self.path = path
        self.parent = parent
        self.name = ""
        self.rank = 9
        self.identifiers: list[Identifier] = []
        self.facts: dict[str, Fact] = {}

    def asset(self) -> Asset:
        parent = self.parent.title() if self.parent else ""
        return Asset(self.title(), self.path, tuple(self.identifiers), self.facts, parent)

    def title(self) -> str:
        if self.name:
            return self.name
        keys = [step for step in self.path if isinstance(step, str)]
        if keys and isinstance(self.path[-1], str):
            return keys[-1]
        return "/" + "/".join(map(str, self.path)) if self.path else UNNAMED


class Walker:
    """Collects the assets below a value, in document order."""

    def __init__(self, shape: Shape = GENERIC) -> None:
        self.shape = shape
        self.drafts: list[_Draft] = []

    def assets(self) -> Iterator[Asset]:
        """The assets found so far."""
        return (draft.asset() for draft in self.drafts)

    def visit(
        self,
        data: Data,
        path: Path = (),
        owner: _Draft | None = None,
        inherited: Mapping[str, Fact] | None = None,
        named: str = "",
    ) -> None:
        """Walk `data`, which stands at `path` below the asset `owner`; `named` names the first mapping met."""
        stack: list[tuple[Data, Path, _Draft | None, Mapping[str, Fact], str]] = [
            (data, path, owner, inherited or {}, named)
        ]
        while stack:
            value, at, above, facts, name = stack.pop()
            if isinstance(value, dict):
                stack.extend(reversed(self._mapping(value, at, above, facts, name)))
            elif isinstance(value, list):
                pairs = paired(value, at[-1] if at and isinstance(at[-1], str) else "")
                if pairs:
                    self._pairs(pairs, at, above, name)
                    continue
                items = [
                    (item, (*at, index), above, facts, "")
                    for index, item in enumerate(value)
                    if isinstance(item, (dict, list))
                ]
                items.reverse()
                stack.extend(items)

    def _mapping(
        self, data: Mapping[str, Data], path: Path, owner: _Draft | None, inherited: Mapping[str, Fact], name: str
    ) -> list[tuple[Data, Path, _Draft | None, Mapping[str, Fact], str]]:
        found = _Draft(path, owner)
        found.name = name
        children: list[tuple[str, Data, Path]] = []
        strong = self._fields(data, path, found, children)
        makes = {identifier.role for identifier in found.identifiers}
        if owner and strong and makes <= {Role.MAC, Role.SERIAL, Role.TEXT}:
            # An interface: its address is the device's.
            owner.identifiers.extend(one for one in found.identifiers if one.role is Role.MAC)
            strong = False
        if strong or (owner is None and (self.shape.every or _is_declared(path, found))):
            self.drafts.append(found)
            below: _Draft | None = found
        else:
            below = owner
        passed = inherited
        own = {key: fact for key, fact in found.facts.items() if key in _INHERITED}
        if own:
            passed = {**inherited, **own}
        if below is found and inherited:
            found.facts = {**inherited, **found.facts}
        return [(value, at, below, passed, "") for _, value, at in children]

    def _pairs(self, pairs: list[Pair], path: Path, owner: _Draft | None, name: str) -> None:
        """A list of pairs that stands by itself is an asset where a mapping that says the same would be one."""
        found = _Draft(path, owner)
        found.name = name
        if _take_pairs(found, pairs, path):
            self.drafts.append(found)

    def _fields(
        self, data: Mapping[str, Data], path: Path, draft: _Draft, children: list[tuple[str, Data, Path]]
    ) -> bool:
        """Take the fields of one mapping into `draft`; say whether they make it an asset."""
        strong = False
        own = self.shape.keys
        for raw, value in data.items():
            key = own[raw] if raw in own else KEYS[raw]
            container = isinstance(value, (dict, list))
            if container:
                taken = self._container(raw, value, path, draft, children, key)
            else:
                taken = key is not None and _take(draft, key, raw, value, path)
            strong |= taken and (key is None or key.strong or key.role is None)
        return strong

    def _container(
        self, raw: str, value: Data, path: Path, draft: _Draft, children: list[tuple[str, Data, Path]], key: Key | None
    ) -> bool:
        """Take a mapping or list that belongs to the asset; leave any other to be walked. Whether it makes an asset."""
        word = normal(raw)
        if word in self.shape.ignored or raw.startswith("@") or is_environment(value, word):
            return False
        if isinstance(value, dict) and word in self.shape.inlined:
            name, rank = draft.name, draft.rank
            strong = self._fields(value, (*path, raw), draft, children)
            draft.name, draft.rank = name, rank
            return strong
        if key is not None and key.role is not None and _take_container(draft, key.role, raw, value, path):
            return key.strong
        if key is not None and key.fact and isinstance(value, dict):
            _note_mapping(draft, key.fact, raw, value, path)
        if isinstance(value, list) and (pairs := paired(value, raw)):
            return _take_pairs(draft, pairs, (*path, raw))
        children.append((raw, value, (*path, raw)))
        return False


def _is_declared(path: Path, found: _Draft) -> bool:
    """Whether the mapping at `path` stands in the document's own list of assets and says anything of itself."""
    return len(path) == 2 and path[0] == _ASSETS and bool(found.identifiers)


def _take(draft: _Draft, key: Key, raw: str, value: Data, path: Path) -> bool:
    """Take the scalar at `path`/`raw` as what `key` says it is; whether it makes an asset."""
    written = text(value)
    if isinstance(value, bool) and key.fact:
        written = "yes" if value else "no"
    return _take_text(draft, key, raw, written, (*path, raw))


def _take_text(draft: _Draft, key: Key, field: str, written: str, path: Path) -> bool:
    """Take what stands at `path` as what `key` says it is; whether it makes an asset."""
    if key.role is not None:
        if written:
            draft.identifiers.append(Identifier(key.role, written, path, field))
        # An empty maker field still says that this is an asset, one of unknown maker.
        return key.strong and (bool(written) or key.role is Role.MANUFACTURER)
    if not written:
        return False
    if key.naming:
        if key.naming < draft.rank:
            draft.name, draft.rank = written, key.naming
    else:
        draft.facts.setdefault(key.fact, Fact(written, path, field))
    return False


def _take_pairs(draft: _Draft, pairs: list[Pair], path: Path) -> bool:
    """Take the entries of the list of pairs at `path`; whether they make an asset."""
    strong = False
    for pair in pairs:
        for written, where in pair.values or (("", ()),):
            strong |= _take_text(draft, pair.key, pair.label, written, (*path, *where))
    return strong


def _take_container(draft: _Draft, role: Role, raw: str, value: Data, path: Path) -> bool:
    """Take a list of scalars, or a maker or model given as a mapping with a name; whether there was one."""
    if isinstance(value, list):
        before = len(draft.identifiers)
        draft.identifiers.extend(
            Identifier(role, written, (*path, raw, index), raw)
            for index, item in enumerate(value)
            if (written := text(item))
        )
        return len(draft.identifiers) > before
    if isinstance(value, dict) and (role in _MAKERS or normal(raw) in _NAMED_MODELS):
        key, written = _named(value)
        if written:
            draft.identifiers.append(Identifier(role, written, (*path, raw, key), f"{raw}.{key}"))
            return True
    return False


def _named(value: Mapping[str, Data]) -> tuple[str, str]:
    """The key and text that name a mapping; empty where none does."""
    return next(((key, written) for key in _NAME_KEYS if (written := text(value.get(key)))), ("", ""))


def _note_mapping(draft: _Draft, fact: str, raw: str, value: Mapping[str, Data], path: Path) -> None:
    if fact == "site":
        _note_site(draft, raw, value, path)
    else:
        key, written = _named(value)
        if written:
            draft.facts.setdefault(fact, Fact(written, (*path, raw, key), f"{raw}.{key}"))


def _note_site(draft: _Draft, raw: str, site: Mapping[str, Data], path: Path) -> None:
    for part, fact in (("name", "site"), ("kind", "site.kind"), ("country", "site.country")):
        written = text(site.get(part))
        if written:
            draft.facts.setdefault(fact, Fact(written, (*path, raw, part), f"{raw}.{part}"))
