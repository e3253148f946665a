"""What is written into an inventory adds lines of comments to it, and changes nothing else: no byte and no finding."""

import difflib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banlint.api.annotate import SAYS, Annotator
from banlint.api.ask import question
from banlint.api.setting import load
from banlint.errors import InputError
from banlint.policy.note import Terms
from banlint.run.check import Settings, checker_for

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared/data/inventories"
TERMS = Terms(("us-*", "watch"), "2027-03-31", "why: # because", "CR-1")
LARGE = 60_000


@pytest.fixture(scope="module")
def annotator():
    loaded = load()
    asked = question(loaded.catalog, as_of="2026-11-22")
    return Annotator(checker_for(Settings(asked), loaded.catalog, loaded.plugins.parts(loaded.catalog)), lambda _: True)


def real():
    """Every real YAML inventory that is not too large for a quick look."""
    return sorted(one for one in REAL.rglob("*.y*ml") if one.stat().st_size < LARGE) if REAL.is_dir() else []


def lines_put_in(before, after):
    """The lines that `after` has more. Fails where any other byte differs."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    more, at = [], 0
    for line in new:
        if at < len(old) and line == old[at]:
            at += 1
        else:
            more.append(line)
    assert at == len(old), "".join(map(str, difflib.diff_bytes(difflib.unified_diff, old, new)))
    return more


def holds(annotator, data, name="a.yaml"):
    """What has to be true of any inventory; how many comments there were to write."""
    said, count = annotator.said(data, name)
    assert len(lines_put_in(data, said)) == count
    assert annotator.cleared(said, name) == data
    assert annotator.said(said, name)[0] == said
    suppressed, notes = annotator.suppressed(data, name, TERMS)
    more = lines_put_in(data, suppressed)
    assert len(more) == notes
    assert all(line.strip().startswith(b"# banlint: ignore[") for line in more)
    assert annotator.suppressed(suppressed, name, TERMS) == (suppressed, 0)
    return count


def test_the_example_keeps_every_byte(annotator):
    assert holds(annotator, (ROOT / "examples/pier-7.yaml").read_bytes()) == 12


@pytest.mark.skipif(not REAL.is_dir(), reason="the sibling folder `shared` with real inventories is absent")
def test_real_inventories_keep_every_byte(annotator):
    found = 0
    for path in real()[::3]:
        data = path.read_bytes()
        try:
            found += holds(annotator, data, path.name) > 0
            # The same as another system writes it.
            holds(annotator, data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), path.name)
        except InputError as error:
            # What cannot be written into is refused, and says so: nothing was changed.
            assert error.message  # noqa: PT017
    assert found > 10


@pytest.mark.parametrize(
    "text",
    [
        "assets:\r\n  - name: a\r\n    manufacturer: Huawei\r\n",
        "\ufeffassets:\n  - name: a\n    manufacturer: Huawei",
        "# c\n---\nname: a\nmanufacturer: Huawei\n---\n- {name: b,\n   manufacturer: ZTE}\n",
        "base: &b\n  manufacturer: Huawei\nassets:\n  - <<: *b\n    name: a\n",
        "assets:\n  {% for c in all %}\n  - name: {{ c }}\n    manufacturer: Huawei\n  {% endfor %}\n",
        "assets:\n- manufacturer:\n    Huawei   # here\n  name: >-\n    a\n    b\n",
        "assets:\n  - name: a\n    note: |+\n      # banlint says: not a comment\n\n    manufacturer: 'Huawei'\n\n\n",
        "name: a\nmanufacturer:\tHuawei\n",
    ],
)  # fmt: skip
def test_any_manner_of_writing_keeps_every_byte(annotator, text):
    assert holds(annotator, text.encode()) > 0


def test_what_only_looks_like_a_verdict_stays(annotator):
    text = f"name: '# {SAYS} x'\nmore: |\n  # {SAYS} x\nmanufacturer: Huawei # {SAYS} x\n".encode()
    assert annotator.cleared(text, "a.yaml") == text


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"\xff\xfe", "not UTF-8"), (b"a: [", "not valid YAML"), (b"a: 1\na: 2\n", "duplicate key"), (b"$ANSIBLE_VAULT;1\n", "encrypted")],
)  # fmt: skip
def test_what_cannot_be_read_in_full_is_not_written_into(annotator, data, message):
    for write in (annotator.said, lambda *one: annotator.suppressed(*one, TERMS)):
        with pytest.raises(InputError, match=message):
            write(data, "a.yaml")


makers = st.sampled_from(["Huawei", "'ZTE'", '"Hikvision"', "Example Devices", "", "&m Dahua", "!!str Hytera"])
keys = st.sampled_from(["name", "model", "site", "note", "banlint-x"])
values = st.sampled_from(
    ["a", "'b: c'", '"d # e"', ">-\n{i}  f\n{i}  g", "|\n{i}  # h\n{i}  i\n", "[j, k]", "{{l: m}}", ""]
)
comments = st.sampled_from(["", "  # n", "  # banlint: o", f"  # {SAYS} p", "   "])
above = st.sampled_from([[], [""], ["# q"], ["    # r", ""]])


@st.composite
def inventories(draw):
    """Inventories in all manner of writing."""
    lines = [*draw(above), "assets:" + draw(comments)]
    for _ in range(draw(st.integers(1, 3))):
        lines += draw(above)
        indent = "    "
        fields = [
            ("manufacturer", draw(makers)),
            *draw(st.lists(st.tuples(keys, values), max_size=3, unique_by=lambda one: one[0])),
        ]
        lead = "  - "
        for key, value in draw(st.permutations(fields)):
            written = value.format(i=indent)
            lines.append(f"{lead}{key}: {written}{'' if value[:1] in '>|' else draw(comments)}")
            lead = indent
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n# end"]))
    return text.replace("\n", newline).encode()


@settings(max_examples=120, deadline=None)
@given(inventories())
def test_generated_inventories_keep_every_byte(annotator, data):
    data = annotator.cleared(data, "a.yaml")
    holds(annotator, data)
