from __future__ import annotations

import doctest
import subprocess
import sys

import pytest

from banlint.reading import names, reader_for, table, tabledialect
from banlint.reading.source import BytesSource

HOSTS = b"web:\n  maker: ZTE\n  ports:\n    - 1\n"


@pytest.mark.parametrize(
    ("name", "head", "reader"),
    [
        ("a.yaml", b"", "yaml"),
        ("A.YML", b"{", "yaml"),
        ("a.json", b"", "json"),
        ("a.json.gz", b"", "json"),
        ("a.jsonc", b'{"a":1}\n{"b":1}', "json"),
        ("a.json", b'{"a":1}\n{"b":1}', "jsonl"),
        ("a.ndjson", b"", "jsonl"),
        ("a.jsonl", b"", "jsonl"),
        ("a.csv", b'{"a":1}\n{"b":1}', "table"),
        ("a.tsv", b"", "table"),
        ("node.facts", b'{"dmi": {}}', "json"),
        ("zigbee.db", b'{"a":1}\n{"b":1}\n', "jsonl"),
        ("export", b'\xef\xbb\xbf [\n{"a": 1}', "json"),
        ("export", '{"a": 1}'.encode("utf-16"), "json"),
        ("numbers", b"[1, 2]", "json"),
        ("hosts", b"[web]\n10.0.0.1\n", None),
        ("hosts", HOSTS, "yaml"),
        ("hosts", b"# all\n---\nweb: x\n", "yaml"),
        ("hosts", b"- name: x\n  maker: y\n", "yaml"),
        ("hosts", b"%YAML 1.2\n---\n", "yaml"),
        ("vault", b"$ANSIBLE_VAULT;1.1;AES256\n33", "yaml"),
        ("README", b"Note: this is text.\nAnd it goes on.\n", None),
        ("Makefile", b"all:\n\techo\n", None),
        ("notes.txt", HOSTS, None),
        ("README.md", b"---\ntitle: x\n---\n", None),
        ("stock.toml", b'[[device]]\nvendor = "Acme"\n', None),
        ("empty", b"", None),
        ("image", b"\x89PNG\r\n\x1a\n\0\0", None),
        ("dmi", b"# dmidecode 3.2\nGetting SMBIOS data from sysfs.\n", "dmidecode"),
    ],
)
def test_a_reader_is_chosen_by_name_and_else_by_content(name: str, head: bytes, reader: str | None):
    found = reader_for(name, head)
    assert (found and found.name) == reader


def test_choosing_loads_no_parser(unmeasured):
    program = "import sys, banlint.reading as r; r.reader_for('a.yaml', b''); print([m for m in ('yaml', 'json', 'csv') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("module", [names, table, tabledialect], ids=lambda module: module.__name__)
def test_the_examples_of_a_module_are_true(module: object):
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "data"), [("a.yaml", "a: 1"), ("a.json", "{}"), ("a.jsonl", "{}"), ("a.csv", "a\n1")])
def test_a_reader_behind_its_late_import_accepts_what_is_accepted_before_it(name: str, data: str):
    chosen = reader_for(name, data.encode())
    assert chosen is not None
    list(chosen.read(BytesSource(name, data.encode())))
    loaded = vars(chosen)["_reader"]
    assert loaded.name == chosen.name
    assert loaded.accepts(name, data.encode())
