import subprocess
import sys
from pathlib import Path

import pytest

import banlint
from banlint.api.guess import roles
from banlint.errors import UsageError
from banlint.model import Role


@pytest.fixture
def inventory(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("assets:\n  - {name: r1, manufacturer: ZTE}\n")
    return str(path)


def test_a_check_returns_findings_counts_and_status(inventory):
    result = banlint.check([inventory], as_of="2024-01-31")
    assert {finding.entity for finding in result.findings} == {"zte"}
    assert result.outcome.counts.findings == len(result.findings)
    assert (result.status, result.problems) == (1, ())


def test_an_input_that_fails_is_a_problem_in_the_result(inventory):
    result = banlint.check([inventory, "no-such-file"])
    assert result.status == 2
    assert len(result.problems) == 1
    assert result.findings


@pytest.mark.parametrize(
    "wrong", [{"profile": "nobody"}, {"as_of": "today"}, {"select": ["x-y"]}, {"fail_on": ["red"]}]
)
def test_a_call_that_asks_for_nothing_known_raises(inventory, wrong):
    with pytest.raises(UsageError):
        banlint.check([inventory], **wrong)


def test_values_and_fields_are_identified_together():
    assert banlint.identify("ZTE", as_of="2024-01-31").evidence[0].match.entity == "zte"
    assert banlint.identify(manufacturer="ZTE").determined
    with pytest.raises(UsageError, match="no identifier is called `maker`"):
        banlint.identify(maker="ZTE")


def test_a_model_number_alone_is_enough_where_it_stands_alone():
    assert {one.match.entity for one in banlint.identify("DS-2CD2143G0-I").evidence} == {"hikvision"}


@pytest.mark.parametrize(
    ("values", "fields"),
    [(("Axis", "DS-2CD2143G0-I"), {}), (("DS-2CD2143G0-I",), {"manufacturer": "Axis"}), (("nobody-at-all",), {})],
)
def test_another_makers_name_beside_a_model_number_still_counts(values, fields):
    identity = banlint.identify(*values, **fields)
    assert identity.determined
    assert not [one for one in identity.evidence if one.match.confidence == "certain"]


def test_importing_banlint_is_cheap():
    code = "import sys, banlint; print([name for name in sys.modules if name.startswith('banlint.')])"
    source = str(Path(__file__).parents[2] / "src")
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONPATH": source}, check=True
    )
    assert run.stdout == "['banlint.hints']\n"


def test_what_is_not_exported_is_an_attribute_error():
    with pytest.raises(AttributeError):
        _ = banlint.no_such_name


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("00:00:5e:00:53:01", (Role.MAC,)),
        ("0000.5e00.5301", (Role.MAC,)),
        ("00005e005301", (Role.MAC,)),
        ("00-00-5E", (Role.MAC,)),
        ("cpe:2.3:h:acme:x:-", (Role.CPE,)),
        (".1.3.6.1.4.1.99", (Role.SYSOBJECTID,)),
        ("FCC ID: ABC123", (Role.FCC_ID,)),
        ("pkg:generic/acme", (Role.PURL,)),
        ("1234:abcd", (Role.PCI_ID, Role.USB_ID)),
        ("ACME", (Role.MANUFACTURER, Role.MODEL)),
        ("facade", (Role.MANUFACTURER, Role.MODEL)),
        ("", (Role.MANUFACTURER, Role.MODEL)),
    ],
)
def test_the_shape_of_a_value_says_what_it_is(value, expected):
    assert roles(value) == expected
