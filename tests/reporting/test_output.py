import errno
import io
import os

import pytest

from banlint.errors import ReportError
from banlint.reporting.as_json import JsonLinesReporter, JsonReporter
from banlint.reporting.output import Output, Outputs, check_destination


class Failing(JsonReporter):
    """A reporter of somebody's that breaks at a step."""

    def __init__(self, step):
        self.step = step

    def begin(self, info, out):
        super().begin(info, out)
        self.fail("begin")

    def finding(self, finding):
        super().finding(finding)
        self.fail("finding")

    def end(self, outcome, footer):
        self.fail("end")

    def fail(self, step):
        if step == self.step:
            raise RuntimeError(step)


def run(outputs, info, outcome, finding):
    outputs.begin(info)
    outputs.finding(finding)
    outputs.end(outcome, ())


def test_a_file_appears_whole_and_its_part_is_gone(tmp_path, finding, info, outcome):
    path = tmp_path / "r.jsonl"
    run(Outputs([Output(JsonLinesReporter(), path=str(path))]), info, outcome, finding)
    assert path.read_text().count("\n") == 1
    assert os.listdir(tmp_path) == ["r.jsonl"]


@pytest.mark.parametrize("step", ["begin", "finding", "end"])
def test_a_reporter_that_fails_leaves_no_file_and_stops_no_other(tmp_path, finding, info, outcome, step):
    stream = io.StringIO()
    path = tmp_path / "r.json"
    outputs = Outputs([Output(Failing(step), path=str(path)), Output(JsonLinesReporter(), stream)])
    run(outputs, info, outcome, finding)
    assert os.listdir(tmp_path) == []
    assert stream.getvalue().count("\n") == 1
    assert [problem.kind for problem in outputs.problems] == ["report"]
    assert str(path) in outputs.problems[0].message


def test_an_earlier_report_stays_when_the_new_one_fails(tmp_path, finding, info, outcome):
    path = tmp_path / "r.json"
    path.write_text("before")
    run(Outputs([Output(Failing("end"), path=str(path))]), info, outcome, finding)
    assert path.read_text() == "before"


def test_what_was_begun_and_abandoned_leaves_nothing(tmp_path, finding, info):
    outputs = Outputs([Output(JsonReporter(), path=str(tmp_path / "r.json"))])
    outputs.begin(info)
    outputs.finding(finding)
    outputs.abandon()
    assert os.listdir(tmp_path) == []


def test_a_full_disk_is_a_problem_of_that_report(finding, info, outcome):
    class Full(io.StringIO):
        def flush(self):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    outputs = Outputs([Output(JsonReporter(), Full())])
    run(outputs, info, outcome, finding)
    assert "No space left" in outputs.problems[0].message


def test_a_link_is_never_written_through(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with pytest.raises(ReportError, match="is a link"):
        check_destination(str(tmp_path / "link"), ())


def test_an_input_is_never_overwritten(tmp_path):
    inventory = tmp_path / "a.yaml"
    inventory.write_text("assets: []")
    for inputs in ([str(inventory)], [str(tmp_path)]):
        with pytest.raises(ReportError, match="may be an inventory"):
            check_destination(str(inventory), inputs)


def test_a_hard_link_to_an_input_is_that_input(tmp_path):
    (tmp_path / "a.yaml").write_text("assets: []")
    os.link(tmp_path / "a.yaml", tmp_path / "report")
    with pytest.raises(ReportError, match="may be an inventory"):
        check_destination(str(tmp_path / "report"), [str(tmp_path / "a.yaml")])


def test_our_own_report_in_a_checked_folder_may_be_renewed(tmp_path, finding, info, outcome):
    path = tmp_path / "r.json"
    for _ in range(2):
        check_destination(str(path), [str(tmp_path)])
        run(Outputs([Output(JsonReporter(), path=str(path))]), info, outcome, finding)


def test_a_dash_is_no_name_of_a_file():
    with pytest.raises(ReportError, match="no file"):
        check_destination("-", ())


@pytest.mark.parametrize("name", ["", "no/such/folder/r.json"])
def test_what_is_no_plain_file_is_no_destination(tmp_path, name):
    with pytest.raises(ReportError):
        check_destination(str(tmp_path / name), ())


def test_a_gone_reader_is_nobody_to_report_a_problem_to(finding, info):
    class Gone(io.StringIO):
        def write(self, text):
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        Outputs([Output(JsonReporter(), Gone())]).begin(info)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "host.txt",
            "# dmidecode 3.3\nHandle 0x0100, DMI type 1, 27 bytes\nSystem Information\n\tManufacturer: Acme\n",
        ),
        ("export", '{"assets": [{"vendor": "Acme"}]}'),
        ("lab.json.gz", "x"),
    ],
)
def test_an_inventory_without_an_extension_of_one_is_not_overwritten(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    with pytest.raises(ReportError, match="may be an inventory"):
        check_destination(str(tmp_path / name), [str(tmp_path)])


def test_a_text_report_in_a_checked_folder_is_replaced(tmp_path):
    (tmp_path / "report.txt").write_text("a.yaml:3:19  prohibited  xx-ban  cam-1\n")
    check_destination(str(tmp_path / "report.txt"), [str(tmp_path)])


def test_a_reporter_with_something_else_called_asset_is_told_of_none(finding, info, outcome):
    class Other(JsonLinesReporter):
        def __init__(self):
            self.asset = "a field of its own"

    outputs = Outputs([Output(Other(), io.StringIO())])
    assert not outputs.shows_assets
    outputs.begin(info)
    outputs.asset(None)
    assert outputs.problems == []
