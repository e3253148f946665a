"""The page, the table and the rest of how an impact is told."""

import csv
import io

import pytest


def test_the_page_begins_with_the_totals_and_ends_with_what_else_has_to_be_known(banlint, draft, routers):
    out = banlint("impact", "--isolated", "--as-of", "2026-11-22", "--regime", draft, routers).out
    sections = [line for line in out.splitlines() if line and not line.startswith(" ")]
    assert sections[:2] == ["impact: if xx-draft were in force", "totals"]
    assert sections[-2:] == ["newly hit: the assets", "what else has to be known"]
    assert "EUR 80 + USD 120.50" in out
    assert "what is supposed is no law" in out


def test_a_page_lists_as_many_assets_as_it_is_asked_to_and_says_how_many_more_there_are(banlint, draft, routers):
    out = banlint("impact", "--isolated", "--shown", 1, "--as-of", "2026-11-22", "--regime", draft, routers).out
    assert "3 more" in out


def test_csv_has_a_row_for_each_change_and_no_cell_that_a_spreadsheet_runs(banlint, draft, tmp_path):
    path = tmp_path / "evil.yaml"
    path.write_text("assets:\n  - {name: '=cmd()', manufacturer: Uniview, site: '@x', price: '-1'}\n", "utf-8")
    ran = banlint("impact", "--isolated", "--as-of", "2026-11-22", "--format", "csv", "--regime", draft, path)
    (row,) = csv.DictReader(io.StringIO(ran.out))
    assert (row["asset"], row["site"], row["price"], row["value"]) == ("'=cmd()", "'@x", "'-1", "")
    assert (row["change"], row["verdict"], row["effective"]) == ("new", "prohibited", "2027-07-01")


def test_strangers_words_are_shown_and_never_obeyed(banlint, draft, tmp_path):
    path = tmp_path / "evil.yaml"
    name = '"::error::x\\e[31m"'
    path.write_text(f"assets:\n  - {{name: {name}, manufacturer: Uniview, site: {name}, category: '|`<b>'}}\n", "utf-8")
    for form in ("text", "markdown"):
        out = banlint("impact", "--isolated", "--as-of", "2026-11-22", "--format", form, "--regime", draft, path).out
        assert "\x1b" not in out
        assert not any(line.lstrip().startswith("::") for line in out.splitlines())
    assert "\\|\\`\\<b\\>" in out


def test_standard_input_is_judged_twice_though_it_can_be_read_once(process, pier):
    ran = process(
        "impact", "--isolated", "--as-of", "2019-05-22", "--stdin-name", "a.yaml", "-", input=pier.read_bytes()
    )
    assert ran.returncode == 0
    assert b"yard-switch" in ran.stdout


def test_the_same_question_has_the_same_answer_byte_for_byte(banlint, pier):
    command = ("impact", "--isolated", "--as-of", "2019-05-22", "--format", "json", pier)
    assert banlint(*command).out == banlint(*command).out


def test_order_and_place_of_assets_are_no_change(impact, tmp_path, repository, git):
    names = [f"  - {{name: s{number}, manufacturer: Huawei}}\n" for number in range(5)]
    twins = [
        "  - {name: twin, manufacturer: Dahua, purpose: public safety}\n",
        "  - {name: twin, manufacturer: Dahua}\n",
    ]
    (repository / "a.yaml").write_text("assets:\n" + "".join([*names, *twins]), "utf-8")
    git(repository, "commit", "--quiet", "-am", "more")
    (repository / "a.yaml").write_text("# moved\nassets:\n" + "".join([*twins[::-1], *names[::-1]]), "utf-8")
    assert impact("--since", "HEAD", "inventories")["changes"] == []


@pytest.fixture
def imports(tmp_path):
    path = tmp_path / "imports.yaml"
    path.write_text(
        "assets:\n"
        "  - {name: a, category: switch, hts_code: 8517.62.0020, country_of_origin: CN, price: USD 2000, import_date: 2019-01-07}\n"
        "  - {name: b, category: switch, hts_code: 8517.62.0020, country_of_origin: China, price: 100 USD}\n"
        "  - {name: c, category: switch, hts_code: 8517.62.0020, country_of_origin: CN, price: EUR 50}\n"
        "  - {name: d, category: switch, hts_code: 8517.62.0020, country_of_origin: CN}\n"
        "  - {name: e, category: switch, hts_code: 8517.62.0020, country_of_origin: FI, price: USD 9}\n",
        "utf-8",
    )
    return path


def test_duties_are_told_by_rate_on_both_days_and_are_no_hits(impact, imports):
    importer = ("--profile", "us-importer", "--select", "us-sec301")
    answer = impact(*importer, "--as-of", "2019-05-09", "--compare", "2019-05-10", imports)
    assert answer["changes"] == []
    assert [(one["percent"], one["before"], one["after"]) for one in answer["duties"]] == [
        # Imported in January 2019, it has its rate for good.
        (
            "10",
            {"assets": 4, "exposed": [{"currency": "EUR", "amount": "5.00"}, {"currency": "USD", "amount": "210.00"}]},
            {"assets": 1, "exposed": [{"currency": "USD", "amount": "200.00"}]},
        ),
        (
            "25",
            {"assets": 0, "exposed": []},
            {"assets": 3, "exposed": [{"currency": "EUR", "amount": "12.50"}, {"currency": "USD", "amount": "25.00"}]},
        ),
    ]
    assert answer["duties_in_all"]["after"] == {
        "assets": 4,
        "exposed": [{"currency": "EUR", "amount": "12.50"}, {"currency": "USD", "amount": "225.00"}],
    }


def test_the_page_has_the_duties_and_their_sum(banlint, imports):
    importer = ("--profile", "us-importer", "--select", "us-sec301")
    out = banlint("impact", "--isolated", *importer, "--as-of", "2019-05-09", "--compare", "2019-05-10", imports).out
    assert "EUR 12.50 + USD 225.00" in out
    assert "in all" in out
