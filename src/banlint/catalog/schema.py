"""Pack files against their JSON Schemas (2020-12): text becomes a number or a boolean where the schema says so."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator, Mapping

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry

from banlint.catalog.complaints import MOST, Complaints
from banlint.catalog.files import Files
from banlint.catalog.pack import Sheet
from banlint.errors import PackError
from banlint.hints import Any
from banlint.text import show, suggest

Schema = Mapping[str, Any]
_FORMAT = "see docs/pack-format.md"
_BOOLEANS = {"true": True, "false": False}


class Schemas:
    """The schemas of one folder, by kind of file. Raises `PackError` where one is missing or no JSON."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._schemas: dict[str, Schema] = {}
        self._validators: dict[str, Draft202012Validator] = {}

    def check(self, sheet: Sheet, complaints: Complaints) -> Sheet:
        """`sheet` with its numbers and booleans made, and complaints for all that the schema does not allow."""
        schema = self._schema(sheet.kind)
        sheet = sheet._replace(data=shaped(sheet.data, [schema], schema))
        errors = self._validators[sheet.kind].iter_errors(sheet.data)
        for error in itertools.islice(errors, MOST):
            _complain(sheet, _deepest(error), complaints)
        return sheet

    def _schema(self, kind: str) -> Schema:
        if kind not in self._schemas:
            name = f"schema/{kind}.schema.json"
            try:
                schema = json.loads(self._files.contents[name])
            except (KeyError, ValueError) as error:
                what = "is missing" if isinstance(error, KeyError) else "is not JSON"
                raise PackError(f"the schema {what}", "install banlint again", self._files.shown(name)) from error
            self._schemas[kind] = schema
            # An empty registry fetches nothing: a reference out of the file would fail.
            self._validators[kind] = Draft202012Validator(schema, registry=Registry())
        return self._schemas[kind]


def shaped(value: Any, schemas: list[Schema], root: Schema) -> Any:
    """`value` with text turned into what `schemas`, parts of `root`, ask for there; all else as it was."""
    schemas = list(_alternatives(schemas, root))
    if isinstance(value, dict):
        return {key: shaped(item, list(_under(key, schemas)), root) for key, item in value.items()}
    if isinstance(value, list):
        below = [schema["items"] for schema in schemas if isinstance(schema.get("items"), dict)]
        return [shaped(item, below, root) for item in value]
    wanted = {schema.get("type") for schema in schemas}
    if "string" in wanted:
        return value
    if "boolean" in wanted and value in _BOOLEANS:
        return _BOOLEANS[value]
    return _number(value, wanted)


def _number(value: str, wanted: set[Any]) -> str | int | float:
    # isascii and the length keep out digits of other scripts and absurd lengths.
    plain = (
        value.isascii()
        and len(value) <= 18
        and not value.startswith("+")
        and "_" not in value
        and value.strip() == value
    )
    if plain and wanted & {"integer", "number"}:
        try:
            return int(value)
        except ValueError:
            pass
        if "number" in wanted and value.replace(".", "", 1).removeprefix("-").isdigit():
            return float(value)
    return value


def _alternatives(schemas: list[Schema], root: Schema) -> Iterator[Schema]:
    """`schemas` and all that they refer to or combine, each once."""
    seen: set[int] = set()
    waiting = list(schemas)
    while waiting:
        schema = waiting.pop()
        if id(schema) in seen:
            continue
        seen.add(id(schema))
        yield schema
        if (reference := schema.get("$ref", "")).startswith("#/"):
            target: Any = root
            for part in reference[2:].split("/"):
                target = target[part]
            waiting.append(target)
        for word in ("allOf", "anyOf", "oneOf"):
            waiting.extend(schema.get(word, ()))


def _under(key: str, schemas: list[Schema]) -> Iterator[Schema]:
    """What `schemas` say of the value of `key`. Keys that a pattern allows are all of one shape in our schemas."""
    for schema in schemas:
        if key in schema.get("properties", {}):
            yield schema["properties"][key]
        else:
            yield from schema.get("patternProperties", {}).values()
            if isinstance(schema.get("additionalProperties"), dict):
                yield schema["additionalProperties"]


def _deepest(error: ValidationError) -> ValidationError:
    """Of a value that meets none of several shapes: what is wrong with it in the shape it comes nearest to."""
    while error.context:
        shapes: dict[Any, list[ValidationError]] = {}
        for part in error.context:
            shapes.setdefault(part.relative_schema_path[0], []).append(part)
        nearest = min(shapes.values(), key=lambda parts: sum(map(_distance, parts)))
        error = max(nearest, key=lambda part: (len(part.path), part.validator == "additionalProperties"))
    return error


def _distance(part: ValidationError) -> int:
    """How far a value is from a shape: its wrong and missing keys. Mistakes deeper in it say nothing of the shape."""
    if part.path:
        return 0
    return sum(1 for _ in _strangers(part)) if part.validator == "additionalProperties" else 1


def _complain(sheet: Sheet, error: ValidationError, complaints: Complaints) -> None:
    where = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        for key, mend in itertools.islice(_strangers(error), MOST):
            sheet.complain(complaints, (*where, key), f"unknown key '{show(key)}'", mend, at_key=True)
        return
    message, mend = _wording(error)
    sheet.complain(complaints, where, message, mend, at_key=error.validator in ("required", "type"))


def _strangers(error: ValidationError) -> Iterator[tuple[str, str]]:
    """The keys that a mapping may not have, each with its mend."""
    schema = _schema_of(error)
    known = schema.get("properties", {})
    forms = schema.get("patternProperties", {})
    instance: Any = error.instance
    for key in instance:
        if key not in known and not any(re.search(form, key) for form in forms):
            near = suggest(key, known)
            allowed = ", ".join(known) or "made of a-z, 0-9 and single hyphens"
            yield key, f"write '{near}'" if near else f"keys here are {allowed}"


def _wording(error: ValidationError) -> tuple[str, str]:
    """Message and mend for what the schema does not allow."""
    instance: Any = error.instance
    wanted: Any = error.validator_value
    described = str(_schema_of(error).get("description", ""))
    value = f"'{show(instance, 60)}'" if isinstance(instance, str) else "the value"
    if error.validator == "required":
        missing = next(key for key in wanted if key not in instance)
        part = _schema_of(error).get("properties", {}).get(missing, {})
        return f"the key '{missing}' is missing", f"add {missing}: {part.get('description', _FORMAT)}"
    if error.validator == "enum":
        near = suggest(instance, map(str, wanted)) if isinstance(instance, str) else ""
        choice = f"'{near}'" if near else f"one of {', '.join(map(str, wanted))}"
        return f"{value} is not allowed here", f"write {choice}"
    if error.validator == "type":
        return f"{value} is not of type {wanted}", f"write a {wanted}"
    if error.validator == "pattern":
        return f"{value} is not in the form asked for here", described or f"write text that matches {wanted}"
    return show(error.message), described or _FORMAT


def _schema_of(error: ValidationError) -> Schema:
    return error.schema if isinstance(error.schema, Mapping) else {}
