"""Rebuilds rules/identifiers/makers.csv: firms that are nobody in the rules and whose name is near one that is.

    python tools/makers.py --registry ieee-oui=oui.csv --registry ieee-oui=oui36.csv --library netbox-devicetypes=FOLDER

`--registry SOURCE=FILE` is a registry of the IEEE as it publishes them, columns `Organization Name` among others.
`--library SOURCE=PLACE` is a device-type library: its folder, whose `device-types` has a folder for each maker, or a
list of devices in JSON that begins each with its maker. SOURCE is an id of rules/sources.yaml. Rows of sources that are
given are made anew, those of other sources are kept. With `--check` nothing is written and the exit status is 1 where
the file would change.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

FILE = ROOT / "rules/identifiers/makers.csv"
FARTHEST = 2
"""Edits between a word and one that the rules hold: one more than is ever taken for a slip."""
_COLUMN = "Organization Name"


def main(arguments: Sequence[str] | None = None) -> int:
    """Rebuild the file, or say whether it would change."""
    options = _options(arguments)
    found: dict[str, set[str]] = {}
    for kind, source, path in options.snapshots:
        found.setdefault(source, set()).update(_registrants(path) if kind == "registry" else _makers(path))
    before = options.into.read_text(encoding="utf-8")
    after = rebuilt(before, found)
    if options.check:
        return int(after != before)
    options.into.write_text(after, encoding="utf-8")
    print(f"{options.into.name}: {after.count(chr(10)) - 1} firms")
    return 0


def rebuilt(before: str, found: dict[str, set[str]]) -> str:
    """The text of the file: of the sources in `found` what they hold now, of others what `before` has."""
    from banlint.catalog import load
    from banlint.catalog.names import key

    near = Near(load())
    firms: dict[str, str] = {}
    for row in csv.DictReader(io.StringIO(before)):
        if row["source"] not in found and near.by_hand(row["source"], key(row["name"])):
            firms[key(row["name"])] = row["source"]
    for source, names in found.items():
        for name in sorted(map(key, names)):
            if near.is_near(name):
                firms.setdefault(name, source)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([("name", "source"), *sorted(firms.items())])
    return text.getvalue()


class Near:
    """The words of the rules' names that a slip may be made in, and what is near to them."""

    def __init__(self, catalog) -> None:
        from banlint.match.spelling import slots

        self._catalog = catalog
        self._words: dict[str, dict[str, set[str]]] = {}
        """By the rest of a name, and what is left of a word once up to two letters are out: the words."""
        for name, rows in catalog.names.items():
            if name.isascii() and any(row.basis != "relabel" and row.confidence == "certain" for row in rows):
                for rest, word in slots(name):
                    lefts = self._words.setdefault(_frame(rest), {})
                    for left in _less(word, FARTHEST):
                        lefts.setdefault(left, set()).add(word)

    def by_hand(self, source: str, name: str) -> bool:
        """Whether a row that is kept still has to be there: what no snapshot says stays as it is."""
        return source == "general-knowledge" or self.is_near(name)

    def is_near(self, name: str) -> bool:
        """Whether `name`, the key of a firm, is near a name of the rules and none of theirs itself."""
        if not name.isascii() or name in self._catalog.names or name in self._catalog.vetoes:
            return False
        return any(self._meets(one) for one in {name, name.split(" ", maxsplit=1)[0]})

    def _meets(self, name: str) -> bool:
        from banlint.api.nearest import edits
        from banlint.match.spelling import slots

        for rest, word in slots(name):
            lefts = self._words.get(_frame(rest), {})
            words = {one for left in _less(word, FARTHEST) for one in lefts.get(left, ())}
            if any(0 < edits(word, one) <= FARTHEST for one in words):
                return True
        return False


def _frame(rest: str) -> str:
    """The words around one, whose first letter plays no part here."""
    return " ".join("*" if word.startswith("*") else word for word in rest.split(" "))


def _less(word: str, letters: int) -> set[str]:
    """`word`, and what is left of it without one letter, without two ..."""
    found = {word}
    for _ in range(letters):
        found |= {one[:at] + one[at + 1 :] for one in found for at in range(len(one))}
    return found


def _registrants(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield row[_COLUMN]


def _makers(path: Path) -> Iterable[str]:
    if path.is_file():
        return {entry[0] for entry in json.loads(path.read_text(encoding="utf-8"))}
    return {folder.name for folder in (path / "device-types").iterdir() if folder.is_dir()}


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for kind in ("registry", "library"):
        parser.add_argument(f"--{kind}", action="append", default=[], metavar="SOURCE=PLACE", help=argparse.SUPPRESS)
    parser.add_argument("--into", type=Path, default=FILE, help="the file to rebuild")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the file would change")
    options = parser.parse_args(arguments)
    options.snapshots = [
        (kind, source, Path(place))
        for kind in ("registry", "library")
        for source, _, place in (given.partition("=") for given in getattr(options, kind))
    ]
    return options


if __name__ == "__main__":
    sys.exit(main())
