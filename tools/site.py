"""For mkdocs: the pages that stand at the top of the repository, and links as they lead within the site.

A page is written to be read in the repository. `README.md` is the home of the
site; files that pages lead to are copied into it.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parent.parent
HOME = "index.md"
_TOP = ("CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE")
_LINK = re.compile(r"(?<!!)(\[[^\]\[]*\]\()([^)\s#]+)(#[^)\s]*)?\)")
_FENCE = re.compile(r"(^```.*?^```$)", re.DOTALL | re.MULTILINE)
# A folder has no page of its own.
_FOLDERS = {"rules": "regimes/index.md", "examples/plugin": "examples/plugin/README.md"}


def on_files(files: Files, config) -> Files:
    """Add what lies outside of `docs/`."""
    paths = [ROOT / "README.md", *(ROOT / name for name in _TOP), *(ROOT / "examples").glob("*.yaml")]
    for path in [*paths, ROOT / "examples/plugin/README.md", ROOT / "rules/vocabulary.yaml"]:
        name = path.relative_to(ROOT).as_posix()
        files.append(File.generated(config, HOME if name == "README.md" else name, abs_src_path=str(path)))
    return files


def on_page_markdown(markdown: str, page, **_: object) -> str:
    """The links of a page, as they lead within the site."""
    source = page.file.src_uri
    parts = _FENCE.split(markdown)
    return "".join(
        part if part.startswith("```") else _LINK.sub(lambda one: _link(one, source), part) for part in parts
    )


def _link(found: re.Match[str], source: str) -> str:
    target = found[2]
    if re.match(r"[a-z]+:", target):
        return found[0]
    # Where the page lies in the repository, and where what it leads to does.
    place = source if _stands_at_the_top(source) else f"docs/{source}"
    place = "README.md" if source == HOME else place
    path = normpath(str(PurePosixPath(place).parent / target))
    path = _FOLDERS.get(path, path)
    path = HOME if path == "README.md" else path.removeprefix("docs/")
    return f"{found[1]}{relpath(path, str(PurePosixPath(source).parent))}{found[3] or ''})"


def _stands_at_the_top(source: str) -> bool:
    return source in _TOP or source.startswith("examples/")
