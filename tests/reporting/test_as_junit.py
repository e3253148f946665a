import io
import xml.etree.ElementTree as ET

from banlint.model import Decision, Problem, Seen, Verdict
from banlint.reporting.as_junit import JunitReporter

REGIMES = ("xx-ban", "xx-other")


def asset(name="cam-1", pointer="/assets/0", *, determined=True, path="lab.yaml"):
    return Seen(path, pointer, name, "", determined, REGIMES)


def report(info, outcome, *events, fail_on=(Verdict.PROHIBITED,)):
    reporter, out = JunitReporter(), io.StringIO()
    reporter.fail_on = fail_on
    reporter.begin(info, out)
    for event in events:
        kind = {"Seen": reporter.asset, "Problem": reporter.problem}.get(type(event).__name__, reporter.finding)
        kind(event)
    reporter.end(outcome, ())
    return ET.fromstring(out.getvalue())


def cases(root):
    return {case.get("name"): [child.tag for child in case] for case in root.iter("testcase")}


def test_every_ban_an_asset_was_judged_by_is_a_case(finding, info, outcome):
    root = report(info, outcome, finding, asset(), asset("switch-1", "/assets/1"))
    assert cases(root) == {
        "cam-1 [xx-ban]": ["failure"],
        "cam-1 [xx-other]": [],
        "switch-1 [xx-ban]": [],
        "switch-1 [xx-other]": [],
    }
    assert root.attrib == {"name": "banlint", "tests": "4", "failures": "1", "errors": "0", "skipped": "0"}


def test_an_asset_that_nothing_identifies_is_skipped_and_does_not_pass(info, outcome):
    root = report(info, outcome, asset("box", determined=False))
    assert cases(root) == {"box [xx-ban]": ["skipped"], "box [xx-other]": ["skipped"]}
    assert root.find(".//skipped").get("message") == "nothing says who made it: no finding is no clearance"


def test_a_finding_that_fails_no_run_is_skipped_with_what_it_says(finding, info, outcome):
    scheduled = finding._replace(verdict=Verdict.SCHEDULED)
    waived = finding._replace(regime="xx-other", decision=Decision("waived", "needed"))
    root = report(info, outcome, scheduled, waived, asset())
    assert cases(root) == {"cam-1 [xx-ban]": ["skipped", "system-out"], "cam-1 [xx-other]": ["skipped", "system-out"]}
    messages = [one.get("message") for one in root.iter("skipped")]
    assert messages[0].startswith("cam-1: scheduled under xx-ban")
    assert messages[1].startswith("waived")


def test_two_findings_of_one_ban_on_one_asset_are_one_case(finding, info, outcome):
    root = report(info, outcome, finding, finding._replace(entity_name="Other Ltd"), asset())
    assert len(root.findall(".//failure")) == 1
    assert "Other Ltd" in root.find(".//failure").text


def test_a_finding_that_calls_its_asset_by_another_name_is_not_lost(finding, info, outcome):
    root = report(info, outcome, finding, finding._replace(asset="CAM 1", entity_name="Other Ltd"), asset())
    assert "Acme" in root.find(".//failure").text
    assert "Other Ltd" in root.find(".//failure").text


def test_assets_of_one_name_keep_their_own_findings(finding, info, outcome):
    second = finding._replace(pointer="/assets/1")
    root = report(info, outcome, asset(), second, asset(pointer="/assets/1"))
    assert len(root.findall(".//failure")) == 1
    assert root.get("tests") == "4"


def test_cases_of_assets_of_one_name_are_told_apart(info, outcome):
    root = report(info, outcome, asset("fan"), asset("fan", "/assets/1"))
    assert list(cases(root)) == ["fan [xx-ban]", "fan [xx-other]", "fan (2) [xx-ban]", "fan (2) [xx-other]"]


def test_each_file_is_a_suite_of_its_own(finding, info, outcome):
    root = report(info, outcome, finding, asset(), asset(path="b.yaml"))
    assert [suite.get("name") for suite in root] == ["banlint", "lab.yaml", "b.yaml"]


def test_findings_of_assets_that_nobody_tells_of_are_reported_all_the_same(finding, info, outcome):
    assert cases(report(info, outcome, finding)) == {"cam-1 [xx-ban]": ["failure"]}


def test_a_problem_is_an_error(info, outcome):
    root = report(info, outcome, Problem("input", "not a mapping", "make it one", "b.yaml", 3, 1))
    error = root.find("./testsuite[@name='banlint']/testcase/error")
    assert error.get("message") == "b.yaml:3: not a mapping"
    assert root.get("errors") == "1"


def test_a_run_that_checked_nothing_does_not_pass(info, outcome):
    nothing = outcome._replace(counts=outcome.counts._replace(assets=0, findings=0))
    assert cases(report(info, nothing)) == {"anything was checked": ["error"]}
    assert cases(report(info, nothing._replace(allow_empty=True))) == {"anything was checked": ["skipped"]}


def test_a_thousand_characters_of_a_problem_its_mend_and_a_path_are_shown(info, outcome):
    cut = "x" * 1000 + "... (1 more characters)"
    root = report(info, outcome, asset(path="x" * 1001), Problem("input", "x" * 1001, "x" * 1001, "x" * 1001))
    assert [one.get("name") for one in root] == ["banlint", cut]
    assert {one.get("classname") for one in root.iter("testcase")} == {cut}
    (error,) = root.iter("error")
    assert (error.get("message"), error.text) == (f"{cut}:0: {cut}", cut)
