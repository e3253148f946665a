"""Writes docs/regimes and docs/entities from the rules: one page each and an index. `make docs` runs it.

Nothing in them depends on the day they were made, so that a change of the
rules is all that a change of them shows. With `--check` it writes nothing and
exits 1 where a page is missing, behind or left over.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

FOLDERS = ("docs/regimes", "docs/entities")


def pages() -> dict[str, str]:
    """Every page by its path from the repository's root."""
    from banlint.catalog import load
    from banlint.cli.entity_page import entity_page
    from banlint.cli.pages import markdown
    from banlint.cli.regime_page import regime_page

    catalog = load()
    entities = {name: catalog.entities[name] for name in own_entities(catalog)}
    made = {"docs/regimes/index.md": regimes_index(catalog), "docs/entities/index.md": entities_index(entities)}
    for name in catalog.regimes:
        made[f"docs/regimes/{name}.md"] = markdown(regime_page(catalog.regimes[name], catalog))
    for name, entity in entities.items():
        made[f"docs/entities/{name}.md"] = markdown(entity_page(entity, catalog))
    return made


def own_entities(catalog):
    """The ids of companies with a file of their own; rows of lists come after them and have a colon."""
    names = []
    for name in catalog.entities:
        if ":" in name:
            break
        names.append(name)
    return sorted(names)


def regimes_index(catalog) -> str:
    """All regimes, by jurisdiction."""
    from banlint.cli.pages import escaped

    lines = [
        "# Regimes",
        "",
        "Every ban in the catalog, made from `rules/regimes` by `make docs`. `banlint explain ID` says the same as of a day.",
    ]
    regimes = sorted(catalog.regimes.values(), key=lambda one: (one["jurisdiction"], one["id"]))
    for place in dict.fromkeys(one["jurisdiction"] for one in regimes):
        lines += ["", f"## {place}", "", "| regime | what it is | kind | effect | listings | confidence |"]
        lines.append("| --- | --- | --- | --- | --- | --- |")
        for one in regimes:
            if one["jurisdiction"] == place:
                cells = (one["title"], one["kind"], one["effect"], len(one["listings"]), one["confidence"])
                lines.append(f"| [{one['id']}]({one['id']}.md) | {' | '.join(escaped(str(cell)) for cell in cells)} |")
    return "\n".join(lines) + "\n"


def entities_index(entities) -> str:
    """All companies with a file of their own."""
    from banlint.cli.pages import escaped

    lines = [
        "# Companies",
        "",
        "Every company group with a file of its own, made from `rules/entities` by `make docs`. Companies that only a long",
        "list names have no page: `banlint identify NAME` finds them.",
        "",
        "| company | name | country | what it does |",
        "| --- | --- | --- | --- |",
    ]
    for name, one in entities.items():
        cells = (one["name"], one.get("country", ""), one.get("summary", ""))
        lines.append(f"| [{name}]({name}.md) | {' | '.join(escaped(str(cell)) for cell in cells)} |")
    return "\n".join(lines) + "\n"


def behind(made: dict[str, str]) -> list[str]:
    """The pages that are missing, behind or left over."""
    there = {path.relative_to(ROOT).as_posix() for folder in FOLDERS for path in (ROOT / folder).glob("*.md")}
    wrong = {name for name, text in made.items() if name not in there or (ROOT / name).read_text("utf-8") != text}
    return sorted(wrong | (there - made.keys()))


def main() -> int:
    made = pages()
    wrong = behind(made)
    if "--check" in sys.argv[1:]:
        print("\n".join(wrong) or "current")
        return 1 if wrong else 0
    for folder in FOLDERS:
        (ROOT / folder).mkdir(parents=True, exist_ok=True)
    for name in wrong:
        if name in made:
            (ROOT / name).write_text(made[name], encoding="utf-8")
        else:
            (ROOT / name).unlink()
    print(f"{len(wrong)} of {len(made)} pages written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
