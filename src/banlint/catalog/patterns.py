"""Model patterns of packs: they compile in a linear-time engine, meet their examples and not those of others."""

from __future__ import annotations

from collections.abc import Iterator

import re2

from banlint.catalog.complaints import Complaints
from banlint.catalog.pack import Sheet
from banlint.hints import Any
from banlint.model import Path
from banlint.text import show

_MAX_MEM = 1 << 20


def check(sheet: Sheet, complaints: Complaints) -> None:
    """Complains of every pattern of the entity `sheet` that is no RE2, meets nothing at all, or fails an example."""
    for where, model in _patterns(sheet):
        try:
            pattern = re2.compile(model["pattern"], _options())
        except re2.error as error:
            reason = error.args[0] if error.args else ""
            reason = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
            mend = "use RE2 syntax: no look-around, no back-references"
            sheet.complain(complaints, (*where, "pattern"), f"not a pattern: {show(reason)}", mend)
            continue
        if pattern.search(""):
            sheet.complain(complaints, (*where, "pattern"), "the pattern meets empty text", "make it ask for something")
        _examples(sheet, (where, model), pattern, complaints)


def _patterns(sheet: Sheet) -> Iterator[tuple[Path, dict[str, Any]]]:
    for number, model in enumerate(sheet.data.get("models", ())):
        yield ("models", number), model
    for number, relabel in enumerate(sheet.data.get("relabels", ())):
        for line, model in enumerate(relabel.get("not_models", ())):
            yield ("relabels", number, "not_models", line), model


def _examples(sheet: Sheet, written: tuple[Path, dict[str, Any]], pattern: Any, complaints: Complaints) -> None:
    where, model = written
    for key, wanted in (("match", True), ("no_match", False)):
        for number, text in enumerate(model.get(key, ())):
            if bool(pattern.search(text.upper())) is not wanted:
                said = "does not meet" if wanted else "meets"
                message = f"the pattern of '{show(model.get('id') or model['family'])}' {said} '{show(text, 60)}'"
                sheet.complain(complaints, (*where, key, number), message, f"mend the pattern, or {key}")


def _options() -> Any:
    options = re2.Options()
    options.max_mem = _MAX_MEM
    options.log_errors = False
    return options
