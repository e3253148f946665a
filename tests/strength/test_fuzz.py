"""The fuzz targets on a few inputs each, on generated ones, and on all that ever crashed one."""

import importlib.util
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
spec = importlib.util.spec_from_file_location("fuzz_targets", ROOT / "fuzz/targets.py")
targets = importlib.util.module_from_spec(spec)
spec.loader.exec_module(targets)

CRASHES = sorted(path for path in (ROOT / "fuzz/crashes").rglob("*") if path.is_file())
SEEDS = [
    b"",
    b"a: [b, *c]",
    b'{"a": [1, "\\ud800"]}',
    b"id,vendor\na,Huawei\n",
    b"\xff\xfe",
    b"- &a {<<: *a}\n",
    b"\0" * 9,
]
few = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("path", CRASHES, ids=lambda path: path.name)
def test_what_crashed_once_crashes_no_more(path):
    targets.TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("name", targets.TARGETS)
@pytest.mark.parametrize("seed", SEEDS)
def test_every_target_runs(name, seed):
    targets.TARGETS[name](seed)


@pytest.mark.parametrize("name", ["yaml", "json", "table", "waivers"])
@given(data=st.text(alphabet="ab:-,\"'{}[]&*!|>#%@ \n\t\r\\0\u00e9\ud800"))
@few
def test_no_text_makes_anything_but_our_errors_leave(name, data):
    targets.TARGETS[name](data.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", ["yaml", "json", "table", "waivers"])
@given(data=st.binary(max_size=200))
@few
def test_no_bytes_make_anything_but_our_errors_leave(name, data):
    targets.TARGETS[name](data)
