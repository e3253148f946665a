"""What banlint is measured against: other tools on the same files, and the bare parsers it builds on."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

PASS = [sys.executable, "-c", "pass"]
MAKER = "[Hh][Uu][Aa][Ww][Ee][Ii]|ZTE"
"""What the other tools look for, a name or two, where banlint asks the whole catalog."""
DUPLICATES_ONLY = "{rules: {key-duplicates: enable}}"

_LINES = """
import sys
with open(sys.argv[1], "rb") as lines:
    for line in lines:
        decode(line)
"""
_ORJSON = "import orjson; decode = orjson.loads\n" + _LINES
_MSGSPEC = (
    """
import msgspec
class Maker(msgspec.Struct, gc=False):
    name: str
class Kind(msgspec.Struct, gc=False):
    manufacturer: Maker
    model: str
    part_number: str
class Port(msgspec.Struct, gc=False):
    mac_address: str | None = None
class Asset(msgspec.Struct, gc=False):
    device_type: Kind
    serial: str | None = None
    interfaces: list[Port] = []
decode = msgspec.json.Decoder(Asset).decode
"""
    + _LINES
)
_ORJSON_WHOLE = 'import orjson, sys\nwith open(sys.argv[1], "rb") as file:\n    orjson.loads(file.read())\n'
_DUCKDB = """
import duckdb, sys
con = duckdb.connect(config={"threads": 1})
con.execute("set preserve_insertion_order = false")
con.execute('''select count(*) from read_json(?, format = ?, maximum_object_size = 1048576,
    columns = {device_type: 'STRUCT(manufacturer STRUCT(name VARCHAR), model VARCHAR)'})
    where device_type.manufacturer.name ilike '%huawei%' or device_type.model like 'DS-2%' ''', sys.argv[1:3]).fetchall()
"""
_CSV = """
import csv, sys
with open(sys.argv[1], newline="", encoding="utf-8") as rows:
    for row in csv.reader(rows):
        pass
"""
_XLSX = """
import python_calamine, sys
for row in python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows():
    pass
"""
_YAML = """
import gc, sys
gc.disable()
from yaml._yaml import CParser
from yaml.events import StreamEndEvent
with open(sys.argv[1], "rb") as file:
    get = CParser(file.read()).get_event
while type(get()) is not StreamEndEvent:
    pass
"""
_YAML_TREE = """
import gc, os, sys
gc.disable()
from yaml._yaml import CParser
from yaml.events import StreamEndEvent
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        if name.endswith((".yaml", ".yml")):
            with open(os.path.join(folder, name), "rb") as file:
                get = CParser(file.read()).get_event
            while type(get()) is not StreamEndEvent:
                pass
"""
_SEMGREP = "rules:\n- {{id: maker, languages: [{language}], severity: WARNING, message: maker, {pattern}}}\n"


class Yardsticks:
    """Commands that do the work, or the least of it, by other means; `None` for a tool that is not at hand."""

    def __init__(self, tools: list[Path], folder: Path) -> None:
        self._places = ":".join(map(str, [*tools, Path(sys.executable).parent]))
        self._folder = folder

    def tool(self, name: str) -> str | None:
        """The path of a program, looked for in the folders given, then on the path."""
        return shutil.which(name, path=self._places) or shutil.which(name)

    def command(self, name: str, *arguments: str) -> list[str] | None:
        """A program with its arguments."""
        found = self.tool(name)
        return [found, *arguments] if found else None

    def python(self, code: str, *arguments: str) -> list[str]:
        """Code for a Python that has the libraries."""
        return [sys.executable, "-c", code, *arguments]

    def orjson_lines(self, file: str) -> list[str]:
        """Every line decoded."""
        return self.python(_ORJSON, file)

    def msgspec_lines(self, file: str) -> list[str]:
        """Of every line, the fields that identify."""
        return self.python(_MSGSPEC, file)

    def orjson_whole(self, file: str) -> list[str]:
        """The whole document decoded."""
        return self.python(_ORJSON_WHOLE, file)

    def duckdb(self, file: str, form: str) -> list[str] | None:
        """Maker and model looked at, `form` being `newline_delimited` or `array`."""
        python = next((p for p in self._pythons() if _has(p, "duckdb")), None)
        return [python, "-c", _DUCKDB, file, form] if python else None

    def jq(self, file: str) -> list[str] | None:
        """The same with jq."""
        return self.command("jq", "-c", f'select(.device_type.manufacturer.name | test("{MAKER}"))', file)

    def csv_reader(self, file: str) -> list[str]:
        """Every row read."""
        return self.python(_CSV, file)

    def calamine(self, file: str) -> list[str]:
        """Every row of the first sheet read."""
        return self.python(_XLSX, file)

    def yaml_events(self, file: str) -> list[str]:
        """Every event of the C parser taken."""
        return self.python(_YAML, file)

    def yaml_tree(self, folder: str) -> list[str]:
        """The same for every file below `folder`."""
        return self.python(_YAML_TREE, folder)

    def check_jsonschema(self, files: list[str], *, each: bool = False) -> list[str] | None:
        """A schema that refuses two makers; `each` where the document is a list of assets."""
        kind = {"properties": {"manufacturer": {"not": {"pattern": MAKER}}}}
        nested = {"properties": {"name": {"not": {"pattern": MAKER}}}}
        asset = {"properties": {"device_type": {"properties": {"manufacturer": nested}}}}
        path = self._folder / ("each.schema.json" if each else "one.schema.json")
        path.write_text(json.dumps({"items": asset} if each else kind))
        return self.command("check-jsonschema", "--schemafile", str(path), *files)

    def semgrep(self, target: str, language: str) -> list[str] | None:
        """Two makers by a regular expression (`regex`) or by a pattern of the language (`yaml`)."""
        pattern = (
            f"pattern-regex: '(?i)manufacturer:.*({MAKER})'"
            if language == "regex"
            else "pattern: 'manufacturer: Huawei'"
        )
        path = self._folder / f"{language}.semgrep.yaml"
        path.write_text(_SEMGREP.format(language=language, pattern=pattern))
        options = ["scan", "--metrics=off", "--disable-version-check", "--quiet", "-j", "1", "--no-git-ignore"]
        return self.command("semgrep", *options, "--config", str(path), target)

    def _pythons(self) -> list[str]:
        found = [shutil.which("python", path=place) for place in self._places.split(":")]
        return [one for one in found if one]


def _has(python: str, module: str) -> bool:
    import subprocess

    return subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0
