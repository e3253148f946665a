"""The records of lists in a pack.yaml: read as data, changed with every comment kept."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from banlint.catalog import yamltext
from banlint.errors import PackError
from banlint.hints import Any

NAME = "pack.yaml"
_WIDTH = 4096


def records(folder: Path) -> dict[str, dict[str, Any]]:
    """The record of each list of the pack in `folder`, by id. Raises `PackError`."""
    data, _ = yamltext.parse(_text(folder), (folder / NAME).as_posix())
    found = data.get("lists") or []
    if not isinstance(found, list) or not all(isinstance(one, dict) and "id" in one for one in found):
        raise PackError("lists is no list of records", "see `banlint test`", (folder / NAME).as_posix())
    return {str(one["id"]): one for one in found}


def changed(folder: Path, record: Mapping[str, Any]) -> bytes:
    """The pack.yaml of `folder` with `record` in place of that of its id, or added; all else as it was."""
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    records(folder)
    yaml = YAML(typ="rt")
    yaml.width = _WIDTH
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(_text(folder))
    lists = data.get("lists")
    if lists is None:
        lists = data["lists"] = CommentedSeq()
    mine = next((one for one in lists if str(one.get("id")) == record["id"]), None)
    if mine is None:
        mine = CommentedMap()
        mine.fa.set_flow_style()
        lists.append(mine)
    for name, value in record.items():
        fresh = _typed(name, value)
        if mine.get(name) != fresh:
            mine[name] = fresh
    out = io.BytesIO()
    yaml.dump(data, out)
    return out.getvalue()


def _typed(name: str, value: Any) -> Any:
    """Days and numbers are written without quotes."""
    if name == "date":
        return date.fromisoformat(value)
    return int(value) if name in ("rows", "max_age_days") else value


def _text(folder: Path) -> str:
    path = folder / NAME
    try:
        return path.read_text("utf-8")
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise PackError(message, "name the folder of a rule pack", path.as_posix()) from error
    except UnicodeDecodeError as error:
        raise PackError("not UTF-8 text", "save the file as UTF-8", path.as_posix()) from error
