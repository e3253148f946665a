"""Build hook: a wheel carries the compiled catalog, the rules it was made from, and manual pages.

An editable install carries none of them.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogHook(BuildHookInterface[Any]):
    """Compiles `rules/` to `banlint/_catalog.bin` and puts it, and `rules/` as `banlint/_rules/`, into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the files to a standard wheel. An editable one reads the checkout, which is never stale."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        self._folder = tempfile.TemporaryDirectory(prefix="banlint-")
        compiled = Path(self._folder.name) / "_catalog.bin"
        compiled.write_bytes(_compiled(root))
        compiled.chmod(0o644)
        build_data["force_include"][str(compiled)] = "banlint/_catalog.bin"
        build_data["force_include"][str(root / "rules")] = "banlint/_rules"
        for name, page in _manual(root).items():
            path = Path(self._folder.name) / name
            path.write_text(page, encoding="utf-8", newline="\n")
            path.chmod(0o644)
            build_data["shared_data"][str(path)] = f"share/man/man1/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Removes what was compiled."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()


def _compiled(root: Path) -> bytes:
    sys.path.insert(0, str(root / "src"))
    try:
        from banlint.catalog.compile import compile_packs
        from banlint.catalog.files import read_folder

        rules = read_folder(root / "rules")
        return compile_packs([rules], rules)
    finally:
        sys.path.remove(str(root / "src"))


def _manual(root: Path) -> dict[str, str]:
    sys.path.insert(0, str(root / "src"))
    try:
        from banlint.cli.man import pages

        return pages()
    finally:
        sys.path.remove(str(root / "src"))
