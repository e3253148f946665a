"""Keys of a TOML text are found where they stand, whatever way they are written."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banlint.errors import ConfigError
from banlint.inventories.mappings import Mappings
from banlint.inventories.tomlplaces import place_of

TEXT = '''\
# [mapping.none]
profile = "a" # x = 1
note = """
[mapping.depot]
files = 1
"""
[mapping.depot]
files = ["a.json", # first
  "b.json"]
"assets" = '$[*]'
fields = { name = "$.a", 'model' = ["$.b", "$.c"] }
document.site = "$.s"

[[mapping.depot.pairs]]
at = "$.x"
[[mapping.depot.pairs]]
at = "$.y"
[mapping.depot.pairs.fields]
k = "v"
'''


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("profile",), (2, 1)),
        (("mapping", "depot"), (7, 10)),
        (("mapping", "depot", "files", 1), (9, 3)),
        (("mapping", "depot", "assets"), (10, 1)),
        (("mapping", "depot", "fields", "model"), (11, 26)),
        (("mapping", "depot", "fields", "model", 1), (11, 44)),
        (("mapping", "depot", "document", "site"), (12, 10)),
        (("mapping", "depot", "pairs", 1, "at"), (17, 1)),
        (("mapping", "depot", "pairs", 1, "fields", "k"), (19, 1)),
        (("mapping", "depot", "fields", "none"), (11, 1)),
        (("nothing",), (1, 1)),
    ],
)
def test_a_key_is_found_where_it_stands(path, place) -> None:
    tomllib.loads(TEXT)
    assert place_of(TEXT, path) == place


@given(st.text(alphabet="[]{}=,.'\"\\#\n ab1", max_size=60))
def test_no_text_is_too_odd_to_be_looked_through(text: str) -> None:
    line, column = place_of(text, ("a", "b"))
    assert line >= 1
    assert column >= 1


@pytest.mark.parametrize(("name", "head"), [("banlint.toml", ""), ("pyproject.toml", "tool.banlint.")])
def test_what_is_wrong_with_a_mapping_in_the_settings_is_said_with_its_line(tmp_path, name: str, head: str) -> None:
    path = tmp_path / name
    path.write_text(f'[{head}mapping.depot]\nfiles = "*"\nassets = "$"\nfields = {{ maker = "$.m" }}\n', "utf-8")
    table = {"depot": {"files": "*", "assets": "$", "fields": {"maker": "$.m"}}}

    with pytest.raises(ConfigError) as raised:
        Mappings((), table, str(path))

    assert (raised.value.path, raised.value.line, raised.value.column) == (str(path), 4, 12)
