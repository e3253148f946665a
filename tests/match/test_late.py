"""Matchers that are imported late say of themselves what their classes do."""

import subprocess
import sys

from small_catalog import build

from banlint.match import MATCHERS, Late


def test_each_has_the_name_and_the_roles_of_its_class():
    catalog = build()
    late = [one for one in (make(catalog) for make in MATCHERS) if isinstance(one, Late)]
    assert len(late) > 10
    for one in late:
        assert (one.name, one.roles) == (one._itself.name, one._itself.roles)
        assert not hasattr(one, "no_such_thing")


def test_a_check_imports_those_that_it_asks(tmp_path):
    (tmp_path / "a.yaml").write_text("manufacturer: Acme\nmodel: X1\n")
    code = "import sys; from banlint.cli.main import main; main(); print('banlint.match.mac' in sys.modules)"

    def imported():
        run = [sys.executable, "-c", code, "check", "-q", "a.yaml"]
        return subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.endswith("True\n")

    assert not imported()
    (tmp_path / "a.yaml").write_text("manufacturer: Acme\nmac_address: 02:00:00:00:00:01\n")
    assert imported()
