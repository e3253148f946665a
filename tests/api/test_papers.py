"""Papers and evidence from Python."""

import pytest

from banlint.api.papers import paper, verify
from banlint.cli.main import main
from banlint.errors import InputError, UsageError

INVENTORY = "assets:\n  - {name: core, manufacturer: Huawei, model: S5720-28X, category: switch}\n"


@pytest.fixture
def inventory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pier.yaml").write_text(INVENTORY)
    return "pier.yaml"


def test_a_paper_comes_with_the_inquiry_it_rests_on(inventory):
    inquiry, text = paper("far-889", [inventory], as_of="2026-11-22", identified_on="2026-11-20", markdown=True)
    assert text.startswith("# Report of covered equipment")
    assert "2026-11-23" in text
    assert [one.state for one in inquiry.files] == ["read"]
    assert inquiry.outcome.problems == ()


@pytest.mark.parametrize("more", [{"identified_on": "soon"}, {"profile": "us-exporter"}, {"as_of": "x"}])
def test_what_cannot_be_asked_is_a_usage_error(inventory, more):
    with pytest.raises(UsageError):
        paper("far-889", [inventory], **more)


def test_a_paper_that_is_not_there_is_a_usage_error(inventory):
    with pytest.raises(UsageError, match="far-888"):
        paper("far-888", [inventory])


def test_a_report_before_the_identification_is_a_usage_error(inventory):
    with pytest.raises(UsageError, match="before it was identified"):
        paper("far-889", [inventory], identified_on="2026-11-20", reported_on="2026-11-19")


def test_a_package_is_verified(inventory, tmp_path, capsys):
    assert main(["evidence", "-o", "e.zip", inventory]) == 0
    found = verify("e.zip")
    assert (found.differs, found.inputs) == ((), (("pier.yaml", "same"),))
    with pytest.raises(InputError):
        verify(inventory)
