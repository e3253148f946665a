"""The firms that are nobody in the rules are rebuilt from the registries they come from."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from banlint.catalog import load
from banlint.match.engine import Engine
from banlint.model import Role
from banlint.plugins.manager import Plugins

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
LIBRARIES = (SHARED / "tools/devicetypes_index.json", SHARED / "data/inventories/devicetype-library")
HEAD = "Registry,Assignment,Organization Name,Organization Address\n"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("makers", ROOT / "tools/makers.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def registry(folder: Path, *names: str) -> Path:
    path = folder / "oui.csv"
    rows = "".join(f'MA-L,00000{number},"{name}",somewhere\n' for number, name in enumerate(names))
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def rebuilt(tool: ModuleType, folder: Path, before: str, *options: str) -> list[str]:
    into = folder / "makers.csv"
    into.write_text(before, encoding="utf-8")
    assert tool.main([*options, "--into", str(into)]) == 0
    return into.read_text(encoding="utf-8").splitlines()


def test_only_registrants_near_a_name_of_the_rules_and_none_of_them_are_taken(tool: ModuleType, tmp_path: Path) -> None:
    path = registry(
        tmp_path, "Hikvisiar Co., Ltd.", "Hangzhou Hikvision Digital Technology Co.,Ltd.", "Cisco Systems, Inc"
    )
    rows = rebuilt(tool, tmp_path, "name,source\n", f"--registry=ieee-oui={path}")
    assert rows == ["name,source", "hikvisiar,ieee-oui"]


def test_rows_of_a_source_that_is_given_are_made_anew_and_others_kept(tool: ModuleType, tmp_path: Path) -> None:
    before = "name,source\nhikvisiar,ieee-oui-2026-08\nhikvisor,ieee-oui\nwhatever,general-knowledge\n"
    rows = rebuilt(tool, tmp_path, before, f"--registry=ieee-oui={registry(tmp_path, 'Hytero Inc')}")
    assert rows == ["name,source", "hikvisiar,ieee-oui-2026-08", "hytero,ieee-oui", "whatever,general-knowledge"]


def test_makers_of_a_device_library_are_taken_from_its_folders(tool: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "device-types" / "Huawey").mkdir(parents=True)
    (tmp_path / "device-types" / "Juniper").mkdir()
    rows = rebuilt(tool, tmp_path, "name,source\n", f"--library=netbox-devicetypes={tmp_path}")
    assert rows == ["name,source", "huawey,netbox-devicetypes"]


def test_the_file_of_the_rules_is_what_the_tool_makes_of_the_device_library(tool: ModuleType) -> None:
    if not all(path.exists() for path in LIBRARIES):
        pytest.skip("there is no folder `shared` with the device-type library beside the project")
    assert tool.main(["--check", *(f"--library=netbox-devicetypes={path}" for path in LIBRARIES)]) == 0


def test_no_firm_of_the_file_is_taken_for_anybody() -> None:
    catalog = load()
    engine = Engine(catalog, Plugins((), third_party=False).parts(catalog).matchers)
    rows = (ROOT / "rules/identifiers/makers.csv").read_text(encoding="utf-8").splitlines()[1:]
    misspelt = {
        name
        for name in (row.split(",")[0] for row in rows)
        if any("misspelt" in match.note for match in engine.lookup(Role.MANUFACTURER, name))
    }
    assert misspelt == set()
