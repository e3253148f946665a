"""The documentation as a site, built strictly: every page is in it, every link leads somewhere, nothing is fetched."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mkdocs", reason="the extra `docs` is not installed")

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", ROOT / "mkdocs.yml", "-d", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return folder


def test_every_page_is_there(site):
    for page in (ROOT / "docs").rglob("*.md"):
        assert (site / page.relative_to(ROOT / "docs").with_suffix(".html")).is_file()
    assert "banlint finds equipment that procurement bans cover" in (site / "index.html").read_text("utf-8")
    assert (site / "examples/pier-7.yaml").is_file()


def test_nothing_is_fetched_from_elsewhere(site):
    for page in site.rglob("*.html"):
        loaded = re.findall(
            r"<(?:script|link|img|iframe)\b[^>]*?(?:src|href)=[\"']?([^\"'\s>]+)", page.read_text("utf-8")
        )
        assert [one for one in loaded if re.match(r"(\w+:)?//", one)] == [], page
    for sheet in site.rglob("*.css"):
        assert not re.search(r"(url\(|@import)\s*[\"']?(https?:)?//", sheet.read_text("utf-8")), sheet


def test_it_has_the_help_of_every_command(site):
    from banlint.cli.main import COMMANDS

    text = (site / "reference.html").read_text("utf-8")
    assert all(f"usage: banlint {name}" in text for name in COMMANDS)


def test_it_has_the_four_kinds_of_documentation(site):
    home = (site / "index.html").read_text("utf-8")
    assert all(word in home for word in ("Tutorial", "How to", "Reference", "Explanation"))
