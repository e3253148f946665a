"""What banlint makes of a case: by the same adapters and engine as a check, without any law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from banlint.catalog.index import Catalog
from banlint.errors import BanlintError
from banlint.inventories.beside import assets_of
from banlint.inventories.choosing import choose
from banlint.inventories.generic import Generic
from banlint.match.engine import Engine
from banlint.model import Asset, Basis, Document, Identity, Problem
from banlint.plugins.manager import Plugins
from banlint.reading.source import FileSource
from banlint.run.discovery import discover


class Hit(NamedTuple):
    """One method's answer: this vendor, how surely (0 possible, 1 probable, 2 certain), and what it rests on."""

    rank: int
    bases: tuple[str, ...]
    """What it rests on, the strongest first."""
    why: str


Hits = Mapping[str, Hit]


class Found(NamedTuple):
    """An identified asset in a file: the lines of its evidence, and its answer."""

    path: str
    pointer: str
    lines: frozenset[int]
    hits: Hits


class Banlint:
    """The engine of a check, asked for identities alone, as of a day."""

    name = "banlint"

    def __init__(self, catalog: Catalog, as_of: str) -> None:
        self.parts = Plugins((), third_party=False).parts(catalog)
        self.engine = Engine(catalog, self.parts.matchers)
        self._as_of = as_of
        self._adapter = Generic()

    def __call__(self, fields: Mapping[str, str]) -> Hits:
        """The answer for one device."""
        hits: dict[str, Hit] = {}
        for asset in self._adapter.assets({"assets": [{"name": "x", **fields}]}):
            hits |= self.hits(self.engine.resolve(asset, self._as_of))
        return hits

    def hits(self, identity: Identity) -> Hits:
        """`identity` by vendor; mentions are none."""
        found: dict[str, Hit] = {}
        for one in identity.evidence:
            match = one.match
            if match.basis is Basis.MENTION:
                continue
            before = found.get(match.entity)
            why = f"{one.identifier.field} `{one.identifier.value[:60]}` met {match.basis} `{match.term}`"
            if before is None:
                found[match.entity] = Hit(match.confidence.rank, (match.basis.value,), why)
            elif match.basis.value not in before.bases:
                found[match.entity] = before._replace(bases=(*before.bases, match.basis.value))
        return found

    def files(self, folder: Path) -> Iterator[Found]:
        """Every identified asset in the files below `folder`, those of folders that begin with `_` left out."""
        for one in discover([str(folder)]):
            if isinstance(one, Problem) or Path(one.path).relative_to(folder).parts[0].startswith("_"):
                continue
            source = FileSource(one.name, one.path)
            try:
                yield from self._file(source, Path(one.path).relative_to(folder).as_posix())
            except BanlintError:
                continue

    def _file(self, source: FileSource, path: str) -> Iterator[Found]:
        head = source.head()
        reader = next((one.part for one in self.parts.readers if one.part.accepts(source.name, head)), None)
        for document in reader.read(source) if reader else ():
            if not isinstance(document, Problem):
                for asset in self._assets(document, path):
                    identity = self.engine.resolve(asset, self._as_of)
                    hits = self.hits(identity)
                    if hits:
                        lines = {document.locate(found.identifier.path).span.line for found in identity.evidence}
                        yield Found(path, _pointer(document, asset), frozenset(lines), hits)

    def _assets(self, document: Document, path: str) -> Iterator[Asset]:
        adapters = sorted((one.part for one in self.parts.adapters), key=lambda one: isinstance(one, Generic))
        chosen = (choose(one, document.data, path) for one in adapters)
        adapter = next(filter(None, chosen), None)
        return assets_of(adapter, document.data) if adapter else iter(())


def _pointer(document: Document, asset: Asset) -> str:
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in asset.path)
    return document.prefix + "/" + "/".join(steps)
