"""What a run needs before its first file: the plugins, and the catalog of all packs."""

from __future__ import annotations

from collections.abc import Sequence

from banlint.hints import TYPE_CHECKING
from banlint.named import NamedTuple
from banlint.plugins.manager import Plugins

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog


class Loaded(NamedTuple):
    """Plugins and the catalog they were loaded with."""

    plugins: Plugins
    catalog: Catalog


def load(packs: Sequence[str] = (), plugins: Sequence[str] = (), *, third_party: bool = True) -> Loaded:
    """Load plugins, ours and (with `third_party`) the installed ones, then our rules, theirs and `packs`.

    Raises `PackError` for a pack that does not load and `UsageError` for a plugin that does not exist.
    """
    from banlint.catalog import load as load_catalog

    manager = Plugins(plugins, third_party=third_party)
    folders = [*manager.packs()]
    if packs:
        from pathlib import Path

        folders += [Path(pack) for pack in packs]
    return Loaded(manager, load_catalog(folders))
