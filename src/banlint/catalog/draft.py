"""Draft regimes: single files that nobody has put into a pack, held to everything that a pack is held to."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from banlint.catalog import yamltext
from banlint.catalog.complaints import Complaints
from banlint.catalog.files import Files
from banlint.catalog.index import Catalog
from banlint.catalog.pack import Sheet
from banlint.errors import PackError
from banlint.text import show

SOURCE = "draft"
"""What a draft may cite as the source of its facts: itself."""
_ID = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


class Draft(Files):
    """The drafts of one question as the files of a pack; messages name the files that people wrote."""

    paths: Mapping[str, str]

    def shown(self, name: str) -> str:
        """The path of a draft as it was named."""
        return self.paths.get(name, name)


def load_drafted(base: Catalog, drafts: Mapping[str, bytes], packs: Sequence[Path]) -> tuple[Catalog, dict[str, str]]:
    """The catalog with the regimes in `drafts`, file contents by path, and the path of each by its id.

    `base` is the catalog without them, made of our rules and `packs`. A draft with the id of a regime stands in its
    stead. Raises `PackError` for everything that a pack is refused for, with the place in the draft.
    """
    from banlint.catalog.files import read_folder
    from banlint.catalog.folders import load_folders, rules_folder
    from banlint.catalog.schema import Schemas

    # Most mistakes are against the schema, and that is told before all our rules are read again.
    complaints, schemas = Complaints(), Schemas(read_folder(rules_folder()))
    found: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    paths: dict[str, str] = {}
    for number, (path, content) in enumerate(drafts.items(), 1):
        try:
            sheet = _sheet(content, path)
        except PackError as error:
            complaints.take(error)
            continue
        schemas.check(sheet, complaints)
        if sheet.stem in found:
            message = f"two drafts have the id '{sheet.stem}'"
            sheet.complain(complaints, ("id",), message, f"rename one; the other is {found[sheet.stem]}")
        found[sheet.stem] = path
        within = f"regimes/{number}/{sheet.stem}.yaml"
        contents[within], paths[within] = content, path
    complaints.raise_any()
    files = _files(contents, paths, str(base.info["edition"]))
    return load_folders(packs, own=True, last=files, without=frozenset(found)), found


def _sheet(content: bytes, path: str) -> Sheet:
    """The draft, under the id that it gives itself; under another where it gives none, which is against its schema."""
    try:
        data, marks = yamltext.parse(content.decode("utf-8"), path)
    except UnicodeDecodeError:
        raise PackError("not UTF-8 text", "save the file as UTF-8", path, 1, 1) from None
    name = data.get("id", SOURCE)
    if not isinstance(name, str) or not name or not _ID.issuperset(name):
        message = f"the id {show(repr(name), 60)} is not made of a-z, 0-9 and hyphens"
        raise PackError(message, "write id: and a short name", path, *marks.value(("id",)))
    return Sheet(path, "regime", name, data, marks)


def _files(contents: dict[str, bytes], paths: dict[str, str], edition: str) -> Draft:
    manifest = f"name: {SOURCE}\ntitle: Drafts of regimes\nversion: 0.0\nedition: {edition}\n"
    sources = f"{SOURCE}:\n  title: the draft itself\n  read: {edition}\n"
    whole = {"pack.yaml": manifest.encode(), "sources.yaml": sources.encode(), **contents}
    digest = hashlib.sha256()
    for name, content in sorted(whole.items()):
        digest.update(f"{name}\n{len(content)}\n".encode())
        digest.update(content)
    files = Draft(Path(), whole, digest.hexdigest())
    files.paths = paths
    return files
