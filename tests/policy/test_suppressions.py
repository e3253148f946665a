"""Which asset a suppression governs, wherever it stands; and what is said of those that hold for nothing."""

import json
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banlint.api.check import check
from banlint.model import Verdict

NOTE = "banlint: ignore[us-ndaa-2019-889b] until=2027-03-31 -- why"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Checks a text as a file of that name, and says what was decided of each asset: by name, of Part B."""
    monkeypatch.chdir(tmp_path)

    def run(text, name="a.yaml", as_of="2026-11-22", encoding="utf-8", **more):
        (tmp_path / name).write_bytes(textwrap.dedent(text).replace("NOTE", NOTE).encode(encoding))
        result = check([name], as_of=as_of, purpose="public-safety", **more)
        assert not result.problems
        return result

    return run


def decided(result):
    """The names of the assets whose finding under Part B is suppressed."""
    return {one.asset for one in result.findings if one.decision and one.regime == "us-ndaa-2019-889b"}


def kinds(result):
    return [notice.kind for notice in result.outcome.notices]


def test_behind_a_value_it_governs_the_asset_of_that_value(run):
    result = run("""\
        assets:
          - name: one
            manufacturer: Hikvision  # NOTE
          - name: two
            manufacturer: Hikvision
        """)
    assert decided(result) == {"one"}
    assert result.outcome.counts.suppressed == 1
    decision = next(one.decision for one in result.findings if one.decision)
    assert decision == ("suppressed", "why", "", "", "", "2027-03-31", "a.yaml", 3)


def test_behind_any_value_of_the_asset_it_governs_all_of_the_asset(run):
    result = run("""\
        assets:
          - name: one  # NOTE
            manufacturer: Hikvision
          - manufacturer: Hikvision
            name: two
            site: north  # NOTE
        """)
    assert decided(result) == {"one", "two"}


def test_on_a_line_of_its_own_it_governs_the_asset_of_the_line_below(run):
    result = run("""\
        assets:
          # NOTE
          # (see the ticket)

          - name: one
            manufacturer: Hikvision
          - name: two
            # NOTE
            manufacturer: Hikvision
          - name: three
            manufacturer: Hikvision
        """)
    assert decided(result) == {"one", "two"}


def test_above_a_key_it_governs_the_asset_that_the_key_names(run):
    result = run("""\
        assets:
          # NOTE
          one:
            manufacturer: Hikvision
          two:  # NOTE
            manufacturer: Hikvision
          three:
            manufacturer: Hikvision
        """)
    assert decided(result) == {"one", "two"}


def test_behind_the_dash_it_governs_the_item(run):
    assert decided(
        run("""\
        assets:
          -  # NOTE
            name: one
            manufacturer: Hikvision
          - {name: two, manufacturer: Hikvision}
        """)
    ) == {"one"}


def test_behind_an_asset_in_braces_it_governs_that_asset(run):
    assert decided(
        run("""\
        assets:
          - {name: one, manufacturer: Hikvision}  # NOTE
          - {name: two,
             manufacturer: Hikvision
            }  # NOTE
          - {name: three, manufacturer: Hikvision}
        """)
    ) == {"one", "two"}


def test_never_does_it_govern_a_whole_file(run):
    result = run("""\
        # NOTE
        assets:  # NOTE
          - name: one
            manufacturer: Hikvision
        """)
    assert decided(result) == set()
    assert kinds(result) == ["malformed", "malformed"]
    assert "it governs no asset" in result.outcome.notices[0].message


def test_a_document_that_is_one_asset_is_governed_by_any_of_its_lines(run):
    assert decided(
        run("""\
        # NOTE
        name: one
        manufacturer: Hikvision
        """)
    ) == {"one"}


def test_a_component_is_an_asset_of_its_own(run):
    result = run("""\
        assets:
          - name: box  # NOTE
            manufacturer: Hikvision
            components:
              - name: part
                manufacturer: Hikvision
          - name: clean
            manufacturer: Example Devices
            components:
              - name: chip  # NOTE
                manufacturer: Hikvision
        """)
    assert decided(result) == {"box", "chip"}


def test_where_several_assets_share_its_line_it_is_not_honoured(run):
    result = run("""\
        assets: [{name: one, manufacturer: Hikvision}, {name: two, manufacturer: Hikvision}]  # NOTE
        """)
    assert decided(result) == set()
    assert "several assets" in result.outcome.notices[0].message


def test_deeper_than_the_line_below_it_is_not_honoured_for_nobody_can_tell_what_it_is_meant_for(run):
    result = run("""\
        assets:
          - name: one
            manufacturer: Hikvision
            # NOTE
          - name: two
            manufacturer: Hikvision
        """)
    assert decided(result) == set()
    assert "deeper" in result.outcome.notices[0].message


def test_only_a_comment_is_a_comment(run):
    result = run(
        """\
        assets:
          - name: "one # NOTE"
            manufacturer: Hikvision
          - name: two
            note: |
              text
              # NOTE
            more: >-
              # NOTE
            'quoted': 'over
              lines # NOTE'
            manufacturer: Hikvision
          - name: three#NOTE
            manufacturer: Hikvision
        """.replace("three#NOTE", "three#banlint:ignore[us-*]")
    )
    assert decided(result) == set()
    assert kinds(result) == []


def test_the_head_of_a_block_scalar_and_the_end_of_another_comment_may_hold_one(run):
    assert decided(
        run("""\
        assets:
          - name: one
            manufacturer: Hikvision
            note: |  # NOTE
              text
          - name: two
            manufacturer: Hikvision  # bought in 2018 # NOTE
        """)
    ) == {"one", "two"}


def test_every_document_of_a_stream_has_its_own(run):
    result = run("""\
        assets:
          - name: one
            manufacturer: Hikvision
        # NOTE
        ---
        assets:
          - name: two
            manufacturer: Hikvision  # NOTE
        ...
        ---
        # NOTE
        name: three
        manufacturer: Hikvision
        """)
    assert decided(result) == {"two", "three"}
    assert kinds(result) == ["malformed"]


def test_an_alias_is_governed_where_it_is_used(run):
    result = run("""\
        base: &base
          manufacturer: Hikvision  # NOTE
        assets:
          - name: one
            <<: *base
          - name: two
            <<: *base  # NOTE
        """)
    assert decided(result) - {"base"} == {"two"}


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_line_ends_and_byte_order_marks_change_nothing(run, newline, encoding):
    text = (
        "assets:\n  - name: häuschen\n    manufacturer: Hikvision  # NOTE\n  - name: two\n    manufacturer: Hikvision\n"
    )
    assert decided(run(text.replace("\n", newline), encoding=encoding)) == {"häuschen"}


def test_in_a_template_it_governs_as_anywhere_else(run):
    result = run("""\
        assets:
          {% for one in cameras %}
          # NOTE
          {% if one.name %}
          - name: {{ one.name }}
            manufacturer: Hikvision
          {% endif %}
          {% endfor %}
          - name: "{{ '# NOTE' }}"
            manufacturer: Hikvision
        """)
    assert decided(result) == {"{{ one.name }}"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '[{"name": "one", "manufacturer": "Hikvision", "banlint": "NOTE"}, {"name": "two", "manufacturer": "Hikvision"}]'),
        ("a.json", '[{"name": "one", "manufacturer": "Hikvision", "banlint": ["NOTE"]}, {"name": "two", "manufacturer": "Hikvision"}]'),
        ("a.jsonl", '{"name": "one", "manufacturer": "Hikvision", "banlint": "NOTE"}\n{"name": "two", "manufacturer": "Hikvision"}\n'),
        ("a.csv", "name,manufacturer,banlint\none,Hikvision,NOTE\ntwo,Hikvision,\n"),
        ("a.csv", 'name;manufacturer;Banlint\none;Hikvision;"ignore[none-such] until=2027-03-31 -- x\nNOTE"\ntwo;Hikvision;\n'),
        ("a.yaml", "assets:\n  - {name: one, manufacturer: Hikvision, banlint: 'NOTE'}\n  - {name: two, manufacturer: Hikvision}\n"),
    ],
)  # fmt: skip
def test_where_there_are_no_comments_a_field_or_column_says_it(run, name, text):
    assert decided(run(text, name=name)) == {"one"}


def test_a_field_governs_the_asset_it_is_a_field_of(run):
    result = run(
        '{"banlint": "NOTE", "assets": [{"name": "one", "manufacturer": "Hikvision",'
        ' "components": [{"name": "part", "manufacturer": "Hikvision", "banlint": "NOTE"}]}]}',
        name="a.json",
    )
    assert decided(result) == {"part"}
    assert kinds(result) == ["malformed"]


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("noqa", ["malformed"]),
        ("", []),
        (None, []),
        ({"a": "b"}, []),
        (True, []),
        (["x", "y"], ["malformed", "malformed"]),
    ],
)
def test_a_field_that_is_no_suppression_is_told_at_an_asset_and_passed_over_elsewhere(run, field, told):
    device = {"name": "one", "manufacturer": "Hikvision"}
    at_the_asset = run(json.dumps([device | {"banlint": field}]), name="a.json")
    assert decided(at_the_asset) == set()
    assert kinds(at_the_asset) == told
    assert kinds(run(json.dumps({"jobs": {"banlint": field}, "assets": [device]}), name="a.json")) == []


def test_found_records_of_a_screened_stream_are_suppressed_too(run):
    clean = "".join(f'{{"name": "c{n}", "manufacturer": "Example Devices"}}\n' for n in range(500))
    banned = '{"name": "one", "manufacturer": "Hikvision", "banlint": "NOTE"}\n{"name": "two", "manufacturer": "Hikvision"}\n'
    assert decided(run(clean + banned + clean, name="a.jsonl")) == {"one"}


def test_a_screened_stream_tells_of_those_at_clean_records_too(run):
    clean = "".join(f'{{"name": "c{n}", "manufacturer": "Example Devices", "banlint": "NOTE"}}\n' for n in range(1200))
    told = run(clean, name="a.jsonl").outcome.notices
    assert {notice.kind for notice in told[:-1]} == {"unused"}
    assert told[-1] == ("more", "200 more notices", "see to those above first", "", 0, 0)


def test_the_day_itself_is_included(run):
    text = "assets:\n  - name: one\n    manufacturer: Hikvision  # NOTE\n"
    assert decided(run(text, as_of="2027-03-31")) == {"one"}
    assert decided(run(text, as_of="2027-04-01")) == set()


def test_a_lapsed_one_is_a_finding_again_and_says_so(run):
    result = run("assets:\n  - name: one\n    manufacturer: Hikvision  # NOTE\n", as_of="2027-04-01")
    finding = next(one for one in result.findings if one.regime == "us-ndaa-2019-889b")
    assert finding.not_honoured == ("the suppression in line 3 lapsed on 2027-03-31",)
    assert result.status == 1
    assert kinds(result) == ["lapsed"]


def test_decided_findings_are_there_and_counted_and_do_not_fail(run):
    text = """\
        assets:
          - name: one
            manufacturer: Hikvision  # banlint: ignore[us-ndaa-2019-889a, us-ndaa-2019-889b] until=2027-03-31 -- why
        """
    result = run(text)
    counts = result.outcome.counts
    assert result.status == 0
    assert len(result.findings) == counts.findings == counts.suppressed == 2
    assert sum(counts.by_verdict.values()) == 0


def test_asked_to_honour_none_a_run_counts_them_as_findings(run):
    text = "assets:\n  - name: one\n    manufacturer: Hikvision  # NOTE\n"
    result = run(text, honour=False)
    assert decided(result) == set()
    assert kinds(result) == []


def test_what_is_of_no_use_is_told(run):
    result = run("""\
        assets:
          - name: one
            # banlint: ignore[us-ndaa-2019-889b, us-ndaa-2024-805] until=2027-03-31 -- one of them is of no use
            manufacturer: Hikvision
          - name: two
            # banlint: ignore[us-ndaa-2019-889x] until=2027-03-31 -- no such regime
            manufacturer: Hikvision
          - name: three
            # NOTE
            # NOTE
            manufacturer: Hikvision
          - name: four
            # banlint: ignore[us-ndaa-2019-889b] until=2026-12-22 -- soon
            manufacturer: Hikvision
        """)
    told = [(notice.kind, notice.line) for notice in result.outcome.notices]
    assert told == [("unused", 3), ("unknown", 6), ("duplicate", 10), ("lapsing", 13)]
    assert "us-ndaa-2019-889" in result.outcome.notices[1].mend


def test_a_narrowed_run_says_nothing_of_what_it_does_not_see(run):
    text = "assets:\n  - name: one\n    manufacturer: Hikvision  # NOTE\n"
    assert kinds(run(text, select=["us-ndaa-2019-889a"])) == []


def test_the_gravest_verdicts_stay_where_they_are_not_meant(run):
    result = run("assets:\n  - name: one\n    manufacturer: Huawei  # NOTE\n")
    undecided = {one.regime for one in result.findings if one.decision is None and one.verdict is Verdict.PROHIBITED}
    assert undecided == {"us-ndaa-2019-889a"}


names = st.text("abcxyz", min_size=1, max_size=3)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(names, st.booleans(), st.sampled_from(["above", "maker", "name", "braces"])), max_size=6))
def test_exactly_the_assets_that_have_one_are_suppressed(tmp_path_factory, assets):
    lines, meant = ["assets:"], []
    for number, (name, has, how) in enumerate(assets):
        name = f"{name}{number}"  # noqa: PLW2901
        meant += [name] * has
        behind = f"  # {NOTE}"
        if how == "above":
            lines += [f"  # {NOTE}"] * has + [f"  - name: {name}", "    manufacturer: Hikvision"]
        elif how == "braces":
            lines.append(f"  - {{name: {name}, manufacturer: Hikvision}}{behind * has}")
        else:
            lines.append(f"  - name: {name}{behind * (has and how == 'name')}")
            lines.append(f"    manufacturer: Hikvision{behind * (has and how == 'maker')}")
    path = tmp_path_factory.mktemp("x") / "a.yaml"
    path.write_text("\n".join(lines) + "\n")
    result = check([str(path)], as_of="2026-11-22", purpose="public-safety")
    assert decided(result) == set(meant)
    assert kinds(result) == []
