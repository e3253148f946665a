"""`banlint lists`: whole editions or none, what changed in words, how old each is; the network only on loopback."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from banlint.catalog import check_pack
from banlint.catalog.importers.edition import write_all
from banlint.errors import PackError

OFFICIAL = "name,aliases,country,federal_register\n" + "".join(
    f'Coyote Works {number} Ltd,,China,"84 FR 54004, 10/9/19"\n' for number in range(20)
)
LATER = OFFICIAL.replace("Coyote Works 3 Ltd", "Anvil Works Ltd").replace("Works 5 Ltd,,", "Works 5 Ltd,Canis Optics,")
PACK = """\
# What we made
name: mine   # ours
title: A pack
version: 1.0.0
edition: 2026-01-01
lists:   # official
  - {id: works, title: "Works, listed", url: "https://example.org/works", date: 2026-01-01, rows: 0, sha256: %s, format: plain, max_age_days: 30}   # by hand
""" % ("0" * 64)


class Server:
    """A server on loopback that answers with `pages` by path: bytes, a status, or a place to go to."""

    pages: ClassVar[dict[str, bytes | int | str]] = {}

    def __init__(self) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                page = Server.pages.get(self.path, 404)
                self.send_response(page if isinstance(page, int) else 302 if isinstance(page, str) else 200)
                if isinstance(page, str):
                    self.send_header("Location", page)
                if isinstance(page, bytes):
                    self.send_header("Content-Length", str(len(page) + (7 if "short" in self.path else 0)))
                self.end_headers()
                if isinstance(page, bytes):
                    self.wfile.write(page)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()
        self.at = f"http://127.0.0.1:{self.server.server_port}"

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    Server.pages.clear()
    made.close()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    (folder / "lists").mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK)
    return folder


@pytest.fixture
def filled(pack: Path, tmp_path: Path, banlint) -> Path:
    """The pack with the first edition in it."""
    (tmp_path / "official.csv").write_text(OFFICIAL)
    assert (
        banlint(
            "lists", "import", tmp_path / "official.csv", "--as", "works", "--date", "2026-02-03", "--into", pack
        ).status
        == 0
    )
    return pack


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_an_official_file_becomes_a_list_that_the_compiler_takes(filled: Path):
    assert check_pack(filled) == []
    text = (filled / "lists/works.csv").read_text()
    assert text.splitlines()[1] == 'Coyote Works 0 Ltd,,CN,2019-10-09,,"84 FR 54004, 10/9/19",'


def test_the_record_is_renewed_and_every_comment_kept(filled: Path):
    digest = hashlib.sha256((filled / "lists/works.csv").read_bytes()).hexdigest()
    wanted = PACK.replace("date: 2026-01-01, rows: 0", "date: 2026-02-03, rows: 20").replace("0" * 64, digest)
    # The comment behind what grew moves with it.
    assert re.sub("[\"' ]+", " ", (filled / "pack.yaml").read_text()) == re.sub("[\"' ]+", " ", wanted)


def test_without_a_pack_the_rows_go_to_standard_output(banlint, tmp_path: Path):
    (tmp_path / "official.csv").write_text(OFFICIAL)
    ran = banlint("lists", "import", "official.csv", "--as", "anything", "--read-as", "plain")
    assert (ran.status, len(ran.out.splitlines()), ran.err) == (0, 21, "")


def test_a_list_the_pack_does_not_have_needs_a_title_and_an_address(banlint, pack: Path, tmp_path: Path):
    (tmp_path / "official.csv").write_text(OFFICIAL)
    told = ("lists", "import", "official.csv", "--as", "new", "--read-as", "plain", "--into", pack)
    assert "--title" in banlint(*told).err
    (pack / "lists/works.csv").write_text("name,aliases,country,listed_on,delisted_on,citation,entity\n")
    assert banlint(*told, "--title", "New: a list", "--url", "https://example.org/new").status == 0
    assert "id: new, title: 'New: a list'" in (pack / "pack.yaml").read_text()


def test_a_new_edition_is_fetched_and_the_one_before_kept(banlint, filled: Path, server: Server):
    server.pages["/works.csv"] = LATER.encode()
    ran = banlint(
        "lists", "update", "works", "--from", f"{server.at}/works.csv", "--date", "2026-03-01", "--into", filled
    )
    assert (ran.status, ran.err) == (0, "")
    assert "20 rows, 20 before" in ran.out
    text = (filled / "pack.yaml").read_text()
    assert f"{server.at}/works.csv" in text
    assert "fetched: " in text
    assert (filled / "lists/.previous/works-2026-02-03.csv").is_file()
    assert check_pack(filled) == []
    # What was fetched once is fetched from there again.
    assert banlint("lists", "update", "--into", filled).status == 0


def test_what_changed_since_is_said_in_words_and_as_json(banlint, filled: Path, server: Server):
    server.pages["/works.csv"] = LATER.encode()
    banlint("lists", "update", "works", "--from", f"{server.at}/works.csv", "--date", "2026-03-01", "--into", filled)
    ran = banlint("lists", "diff", "works", "--into", filled)
    assert ran.out.splitlines() == [
        "added: Anvil Works Ltd, CN, listed 2019-10-09, 84 FR 54004, 10/9/19",
        "removed: Coyote Works 3 Ltd, CN, listed 2019-10-09, 84 FR 54004, 10/9/19",
        "changed: Coyote Works 5 Ltd",
        "  aliases: nothing -> Canis Optics",
        "1 added, 1 removed, 1 changed",
    ]
    old, new = filled / "lists/.previous/works-2026-02-03.csv", filled / "lists/works.csv"
    told = json.loads(banlint("lists", "diff", old, new, "--format", "json").out)
    assert told["counts"] == {"added": 1, "removed": 1, "changed": 1}
    changed = next(one for one in told["changes"] if one["change"] == "changed")
    assert changed["fields"] == {"aliases": {"before": "", "after": "Canis Optics"}}


def test_a_list_that_shrinks_by_more_than_a_tenth_is_refused_unless_told(banlint, filled: Path, server: Server):
    before = contents(filled)
    server.pages["/works.csv"] = "".join(OFFICIAL.splitlines(keepends=True)[:18]).encode()
    told = ("lists", "update", "works", "--from", f"{server.at}/works.csv", "--into", filled)
    ran = banlint(*told)
    assert ran.status == 2
    assert "17 rows and the one before 20" in ran.err
    assert "--allow-shrink" in ran.err
    assert contents(filled) == before
    assert banlint(*told, "--allow-shrink").status == 0
    server.pages["/works.csv"] = "".join(OFFICIAL.splitlines(keepends=True)[:17]).encode()
    assert banlint(*told).status == 0


REFUSED = {
    "a server that has it not": ("/gone", None, "answers 404"),
    "half a file": ("/short.csv", OFFICIAL.encode(), "bytes came"),
    "a page that says no": ("/page.csv", b"<html>Access denied</html>", "no column name"),
    "nothing": ("/empty.csv", b"", "no column name"),
    "a redirect to another scheme": ("/away", "ftp://127.0.0.1/works.csv", "only https"),
    "a redirect to plain http": ("/plain", "http://example.org/works.csv", "only https"),
    "a redirect to a file": ("/file", "file:///etc/passwd", "answers 302"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_edition_changes_nothing(banlint, filled: Path, server: Server, name: str):
    path, page, message = REFUSED[name]
    if page is not None:
        server.pages[path] = page
    before = contents(filled)
    ran = banlint("lists", "update", "works", "--from", server.at + path, "--into", filled)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert contents(filled) == before


@pytest.mark.parametrize(
    "url", ["http://example.org/a", "file:///etc/passwd", "ftp://127.0.0.1/a", "https:evil", "//x"]
)
def test_only_https_is_fetched(banlint, filled: Path, url: str):
    ran = banlint("lists", "update", "works", "--from", url, "--into", filled)
    assert ran.status == 2
    assert "problem: " in ran.err


def test_a_file_larger_than_any_list_is_not_taken(banlint, filled: Path, server: Server, monkeypatch):
    monkeypatch.setattr("banlint.catalog.importers.fetch.MOST_BYTES", 100)
    monkeypatch.setattr("banlint.catalog.importers.fetch.fetch.__defaults__", (100,))
    server.pages["/works.csv"] = OFFICIAL.encode()
    ran = banlint("lists", "update", "works", "--from", f"{server.at}/works.csv", "--into", filled)
    assert ran.status == 2
    assert "larger than 100 bytes" in ran.err


def test_one_list_that_fails_does_not_keep_the_others_from_being_renewed(banlint, filled: Path, server: Server):
    text = (filled / "pack.yaml").read_text()
    record = f'  - {{id: other, title: O, url: "https://example.org/", date: 2026-01-01, rows: 0, sha256: {"0" * 64}, format: plain, download: ["{server.at}/gone"]}}\n'
    (filled / "pack.yaml").write_text(
        text.replace("max_age_days", f'download: ["{server.at}/works.csv"], max_age_days') + record
    )
    server.pages["/works.csv"] = LATER.encode()
    ran = banlint("lists", "update", "--into", filled)
    assert ran.status == 2
    assert "works: 20 rows" in ran.out
    assert "answers 404" in ran.err


def test_the_day_of_an_edition_of_the_ecfr_is_the_one_its_title_is_current_to(banlint, pack: Path, server: Server):
    xml = '<DIV5><DIV9 N="Supplement No. 7 to Part 744"><TABLE><TR><TH>Country</TH><TH>Entity</TH><TH>Federal Register citation</TH></TR><TR><TD>CHINA</TD><TD>Coyote Works</TD><TD>85 FR 83799, 12/23/2020</TD></TR></TABLE></DIV9></DIV5>'
    server.pages["/v1/titles.json"] = b'{"titles": [{"number": 15, "up_to_date_as_of": "2026-06-16"}]}'
    server.pages["/v1/full/2026-06-16/title-15.xml?part=744"] = xml.encode()
    url = f"{server.at}/v1/full/{{date}}/title-15.xml?part=744"
    ran = banlint(
        "lists", "update", "works", "--from", url, "--read-as", "ecfr", "--part", "Supplement No. 7", "--into", pack
    )
    assert (ran.status, ran.err) == (0, "")
    assert "date: 2026-06-16" in (pack / "pack.yaml").read_text()
    server.pages["/v1/titles.json"] = b"[]"
    assert "current" in banlint("lists", "update", "works", "--into", pack, "--from", url).err


def test_status_says_how_old_each_list_is_and_warns_of_the_stale(banlint, filled: Path):
    ran = banlint("lists", "status", filled)
    assert ran.status == 0
    assert "works  2026-02-03" in ran.out
    assert "stale" in ran.out
    assert "notice: the list works is of 2026-02-03" in ran.err
    assert "problem" not in ran.err
    (told,) = json.loads(banlint("lists", "status", filled, "--format", "json").out)["lists"]
    assert (told["rows"], told["stale"], told["max_age_days"]) == (20, True, 30)


def test_status_of_our_own_rules_marks_the_old_edition(banlint):
    ran = banlint("lists", "status", "--format", "json")
    lists = {one["id"]: one for one in json.loads(ran.out)["lists"]}
    assert lists["ofac-sdn"]["stale"]
    assert lists["bis-entity-list"]["rows"] == 3409
    assert "ofac-sdn" in ran.err


def test_the_registry_adds_prefixes_and_changes_none(banlint, tmp_path: Path, pack: Path):
    (pack / "identifiers").mkdir()
    (pack / "identifiers/oui.csv").write_text(
        "prefix,registrant,entity,basis,until,source\nAABBCC,Coyote Optics,huawei,former,2020-01-01,ieee-oui\n"
    )
    registry = 'Registry,Assignment,Organization Name,Organization Address\nMA-L,AABBCC,Somebody Else,x\nMA-L,AABBCD,"Coyote Optics Co., Ltd.",x\nMA-L,AABBCE,Nobody,x\n'
    (tmp_path / "oui.csv").write_text(registry)
    ran = banlint(
        "lists",
        "import",
        "oui.csv",
        "--as",
        "registry",
        "--read-as",
        "ieee",
        "--title",
        "R",
        "--url",
        "https://example.org/",
        "--into",
        pack,
    )
    assert (ran.status, ran.err) == (0, "")
    assert (pack / "identifiers/oui.csv").read_text().splitlines()[1:] == [
        "AABBCC,Coyote Optics,huawei,former,2020-01-01,ieee-oui", 'AABBCD,"Coyote Optics Co., Ltd.",huawei,former,2020-01-01,ieee-oui',
    ]  # fmt: skip


def test_link_fills_the_column_entity_once_an_entity_is_there(banlint, filled: Path):
    lines = (filled / "lists/works.csv").read_text().replace("Coyote Works 0 Ltd", "Huawei Technologies Co. Ltd")
    (filled / "lists/works.csv").write_text(lines)
    ran = banlint("lists", "link", "--into", filled)
    assert (ran.status, ran.out) == (0, "works: 1 rows are about entities of the catalog\n")
    assert (
        'Huawei Technologies Co. Ltd,,CN,2019-10-09,,"84 FR 54004, 10/9/19",huawei'
        in (filled / "lists/works.csv").read_text()
    )
    assert check_pack(filled) == []


def test_what_cannot_be_put_into_place_leaves_all_as_it_was(tmp_path: Path):
    (tmp_path / "one").write_text("before")
    (tmp_path / "two").mkdir()
    with pytest.raises(PackError, match="cannot be written"):
        write_all([(tmp_path / "one", b"after"), (tmp_path / "two", b"after")])
    assert (tmp_path / "one").read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("staus",), "did you mean `status`?"),
        (("import",), "needs a file"),
        (("import", "gone.csv", "--as", "x"), "cannot be read"),
        (("update",), "which pack?"),
        (("update", "nothing", "--into", "pack"), "no list 'nothing'"),
        (("update", "works", "--into", "pack"), "nothing says where"),
        (("update", "a", "b", "--from", "https://example.org/", "--into", "pack"), "--from needs one list"),
        (("diff", "one.csv"), "compares two files"),
        (("diff", "works", "--into", "pack"), "before the present one"),
        (("status", "nowhere"), "cannot be read"),
    ],
)
def test_a_mistake_on_the_command_line_is_said_with_its_mend(
    banlint, pack: Path, arguments: tuple[str, ...], said: str
):
    ran = banlint("lists", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert "mend: " in ran.err
