"""`banlint evidence`: packages that make themselves again, and that show what was done to them."""

import hashlib
import json
import shlex
import subprocess
import zipfile
from pathlib import Path

import pytest

DAY = ("--as-of", "2026-11-22")
INVENTORY = """\
assets:
  - {name: core, manufacturer: Huawei, model: S5720-28X, category: switch}
  - {name: box, serial: '1'}
"""
SHARED = Path(__file__).parents[3] / "shared" / "data" / "inventories"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "inv").mkdir()
    (tmp_path / "inv" / "pier.yaml").write_text(INVENTORY)
    return tmp_path


@pytest.fixture
def package(banlint, folder):
    assert banlint("evidence", *DAY, "-o", "e.zip", "inv").status == 0
    return folder / "e.zip"


def _members(path):
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def _manifest(path):
    return json.loads(_members(path)["manifest.json"])


def _rewritten(path, members):
    """The package again, as somebody with an ordinary tool would write it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(zipfile.ZipInfo(name), content)


class TestAPackage:
    def test_holds_the_findings_in_every_form_and_what_was_not_determined(self, package):
        members = _members(package)
        assert {"findings.json", "findings.sarif", "findings.csv", "findings.html", "README.md"} <= set(members)
        assert {one["entity"] for one in json.loads(members["findings.json"])["findings"]} == {"huawei"}
        assert [json.loads(one)["asset"] for one in members["undetermined.jsonl"].splitlines()] == ["box"]

    def test_says_what_was_asked_of_which_bytes_by_which_rules(self, package, folder):
        told = _manifest(package)
        (one,) = told["inputs"]
        assert one["path"] == "inv/pier.yaml"
        assert one["sha256"] == hashlib.sha256((folder / "inv/pier.yaml").read_bytes()).hexdigest()
        assert (one["role"], one["state"], one["assets"], one["undetermined"]) == ("inventory", "read", 2, 1)
        assert told["question"]["as_of"] == "2026-11-22"
        assert told["question"]["profiles"] == ["us-federal-contractor"]
        assert len(told["catalog"]["sha256"]) == 64
        assert told["status"] == 1
        assert told["not_determined"]["assets"] == 1
        assert told["says"] == "This is no legal advice, and no finding is no clearance."

    def test_has_no_inputs_unless_they_are_asked_for(self, banlint, package):
        assert not [name for name in _members(package) if name.startswith("inputs/")]
        banlint("evidence", *DAY, "--with-inputs", "-o", "w.zip", "inv")
        assert _members("w.zip")["inputs/00001-pier.yaml"].decode() == INVENTORY

    def test_can_be_checked_with_sha256sum_alone(self, package, tmp_path):
        out = tmp_path / "unpacked"
        with zipfile.ZipFile(package) as file:
            file.extractall(out)
        done = subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=out, check=False, capture_output=True)
        assert done.returncode == 0, done.stdout

    def test_is_the_same_byte_for_byte_wherever_and_whenever_it_is_made(self, banlint, folder, monkeypatch):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
        (folder / "elsewhere").mkdir()
        banlint("evidence", *DAY, "-o", "a.zip", "inv")
        banlint("evidence", *DAY, "-o", "elsewhere/b.zip", "--jobs", "2", "inv")
        assert (folder / "a.zip").read_bytes() == (folder / "elsewhere/b.zip").read_bytes()
        assert _manifest("a.zip")["made"] == "2026-09-21T14:13:20Z"

    def test_holds_the_command_that_makes_it_again(self, banlint, folder, monkeypatch):
        (folder / "banlint.toml").write_text('profile = "us-dod"\n')
        banlint("evidence", *DAY, "--by", "J. Doe", "-o", "a.zip", "inv")
        epoch, name, command, *words = shlex.split(_manifest("a.zip")["command"])
        assert (name, command) == ("banlint", "evidence")
        monkeypatch.setenv(*epoch.split("="))
        banlint("evidence", *words, "-o", "b.zip")
        assert (folder / "a.zip").read_bytes() == (folder / "b.zip").read_bytes()

    def test_names_the_files_that_decided_besides(self, banlint, folder):
        waiver = (
            "waivers:\n  - {asset: core, regime: us-ndaa-2019, authority: dni, owner: J. Doe, reason: x, from: 2026-01-01,"
            " until: 2027-01-01}\n"
        )
        (folder / "w.yaml").write_text(waiver)
        (folder / "banlint.toml").write_text('waivers = "w.yaml"\n')
        banlint("evidence", *DAY, "-o", "a.zip", "inv")
        roles = {one["role"]: one["path"] for one in _manifest("a.zip")["inputs"]}
        assert roles == {"inventory": "inv/pier.yaml", "settings": "banlint.toml", "waivers": "w.yaml"}
        decided = [json.loads(one) for one in _members("a.zip")["decided.jsonl"].splitlines()]
        assert {one["decision"]["authority"] for one in decided} == {"dni"}

    def test_of_a_check_that_failed_in_part_says_so_and_exits_2(self, banlint, folder):
        (folder / "inv/broken.yaml").write_text('a: "')
        ran = banlint("evidence", *DAY, "-o", "a.zip", "inv")
        assert ran.status == 2
        assert "NOT CHECKED IN FULL" in ran.out
        told = _manifest("a.zip")
        assert [one["path"] for one in told["problems"]] == ["inv/broken.yaml"]
        assert {one["path"]: one["state"] for one in told["inputs"]}["inv/broken.yaml"] == "failed"
        assert b"NOT CHECKED IN FULL" in _members("a.zip")["README.md"]

    def test_of_nothing_exits_3_and_says_so(self, banlint, folder):
        (folder / "none").mkdir()
        assert banlint("evidence", "-o", "a.zip", "none").status == 3
        assert b"NOTHING WAS CHECKED" in _members("a.zip")["README.md"]

    def test_counts_what_was_passed_over_and_left_out(self, banlint, folder):
        (folder / "inv/README.md").write_text("Cameras.")
        (folder / "inv/old.yaml").write_text(INVENTORY)
        banlint("evidence", *DAY, "--exclude", "old.yaml", "-o", "a.zip", "inv")
        told = _manifest("a.zip")
        assert told["left_out"] == ["inv/old.yaml"]
        assert {one["path"]: one["state"] for one in told["inputs"]}["inv/README.md"] == "passed over"

    @pytest.mark.parametrize("arguments", [("-",), ("e.zip",), ("--manifest", "0" * 64, "inv")])
    def test_is_not_made_of_what_cannot_be_read_again(self, banlint, package, arguments):
        assert banlint("evidence", "-o", "x.zip", *arguments).status == 2
        assert not Path("x.zip").exists()

    def test_never_replaces_a_file(self, banlint, package):
        before = package.read_bytes()
        assert banlint("evidence", "-o", "e.zip", "inv").status == 2
        assert package.read_bytes() == before

    def test_goes_into_a_folder_under_a_name_of_its_day(self, banlint, folder):
        (folder / "out").mkdir()
        banlint("evidence", *DAY, "-o", "out", "inv")
        assert (folder / "out/banlint-evidence-2026-11-22.zip").is_file()

    def test_of_a_real_inventory_verifies(self, banlint, folder):
        if not SHARED.is_dir():
            pytest.skip("the sibling folder `shared` is absent")
        files = sorted((SHARED / "snipeit-csv").glob("*.csv"))[:3]
        assert banlint("evidence", *DAY, "--with-inputs", "-o", "a.zip", *files).status == 0
        ran = banlint("evidence", "verify", "--inputs", SHARED, "a.zip")
        assert ran.status == 0
        assert f"inputs: {len(files)} as they were" in ran.out


class TestVerifying:
    def test_finds_a_package_as_it_was_made(self, banlint, package):
        ran = banlint("evidence", "verify", "e.zip")
        assert ran.status == 0
        assert "e.zip: 9 members, each as the package says it was" in ran.out
        assert "inputs: 1 as they were" in ran.out
        assert f"manifest sha256 {hashlib.sha256(_members(package)['manifest.json']).hexdigest()}" in ran.out

    def test_names_a_member_that_was_changed(self, banlint, package):
        members = _members(package)
        _rewritten(package, members | {"findings.csv": members["findings.csv"].replace(b"prohibited", b"restricted")})
        ran = banlint("evidence", "verify", "e.zip")
        assert ran.status == 1
        assert "TAMPERED WITH OR DAMAGED: findings.csv: not what SHA256SUMS says it was" in ran.out
        assert "TAMPERED WITH OR DAMAGED: findings.csv: not what manifest.json says it was" in ran.out

    def test_names_a_member_that_was_taken_out_or_put_in(self, banlint, package):
        members = _members(package)
        del members["undetermined.jsonl"]
        _rewritten(package, members | {"more.txt": b"x"})
        out = banlint("evidence", "verify", "e.zip").out
        assert "undetermined.jsonl: in manifest.json, and missing from the package" in out
        assert "more.txt: in the package, and not in SHA256SUMS" in out

    def test_names_the_manifest_where_only_that_was_changed(self, banlint, package):
        members = _members(package)
        _rewritten(package, members | {"manifest.json": members["manifest.json"].replace(b"2026-11-22", b"2016-11-22")})
        assert "manifest.json: not what SHA256SUMS says it was" in banlint("evidence", "verify", "e.zip").out

    def test_tells_a_whole_forgery_by_the_hash_that_was_written_down(self, banlint, package, folder):
        first = banlint("evidence", "verify", "e.zip").out.partition("manifest sha256 ")[2][:64]
        package.unlink()
        (folder / "inv/pier.yaml").write_text(INVENTORY.replace("Huawei", "Cisco"))
        banlint("evidence", *DAY, "-o", "e.zip", "inv")
        assert banlint("evidence", "verify", "e.zip").status == 0
        ran = banlint("evidence", "verify", "--manifest", first, "e.zip")
        assert ran.status == 1
        assert "manifest.json: not the one whose hash was given" in ran.out

    def test_names_an_input_that_has_changed(self, banlint, package, folder):
        (folder / "inv/pier.yaml").write_text("assets: []\n")
        ran = banlint("evidence", "verify", "e.zip")
        assert ran.status == 1
        assert "inv/pier.yaml: CHANGED since the package was made" in ran.out

    def test_says_which_inputs_are_not_at_hand(self, banlint, package, folder):
        (folder / "inv/pier.yaml").unlink()
        ran = banlint("evidence", "verify", "e.zip")
        assert ran.status == 0
        assert "inputs: 1 not at hand" in ran.out

    @pytest.mark.parametrize("path", ["/etc/hostname", "../secret", "inv/../../secret", "a\0b"])
    def test_looks_at_no_file_outside_the_folder_whatever_a_manifest_names(self, banlint, package, folder, path):
        (folder.parent / "secret").write_text("x")
        members = _members(package)
        told = json.loads(members["manifest.json"])
        told["inputs"][0]["path"] = path
        _rewritten(package, members | {"manifest.json": json.dumps(told).encode()})
        assert "inputs: 1 not at hand" in banlint("evidence", "verify", "e.zip").out

    @pytest.mark.parametrize(
        "manifest",
        [b"", b"[]", b"{}", b'{"format": 1}', b"[" * 100_000, b"\xff", b'{"format":"banlint-evidence","format":"x"}', b'{"format":"banlint-evidence","format_version":1,"inputs":[1],"members":[]}'],
    )  # fmt: skip
    def test_refuses_a_manifest_that_is_none(self, banlint, package, manifest):
        _rewritten(package, _members(package) | {"manifest.json": manifest})
        ran = banlint("evidence", "verify", "e.zip")
        assert ran.status == 2
        assert "manifest.json" in ran.err

    def test_survives_a_manifest_of_any_shape(self, banlint, package):
        members = _members(package)
        told = json.loads(members["manifest.json"])
        for key in ("policy", "tool", "question", "catalog", "made", "inputs", "members", "counts"):
            for value in (None, 1, "x", [], [1], {}, {"a": [1]}):
                _rewritten(package, members | {"manifest.json": json.dumps(told | {key: value}).encode()})
                ran = banlint("evidence", "verify", "e.zip")
                assert ran.status in (1, 2)
                assert "internal error" not in ran.err

    def test_names_a_manifest_that_says_two_things_of_one_member(self, banlint, package):
        members = _members(package)
        told = json.loads(members["manifest.json"])
        told["members"].append(told["members"][0])
        _rewritten(package, members | {"manifest.json": json.dumps(told).encode()})
        assert "manifest.json: names a member twice" in banlint("evidence", "verify", "e.zip").out

    @pytest.mark.parametrize("name", ["inv/pier.yaml", "inv", "absent.zip"])
    def test_refuses_what_is_no_package(self, banlint, folder, name):
        ran = banlint("evidence", "verify", name)
        assert ran.status == 2
        assert name in ran.err

    def test_shows_hostile_names_as_text(self, banlint, package):
        members = _members(package)
        told = json.loads(members["manifest.json"])
        told["inputs"][0]["path"] = "::error::\x1b[31mx"
        told["made"] = "\x1b]0;x\x07"
        told["members"].append({"name": "::set-output\n", "sha256": "", "size": 0})
        _rewritten(package, members | {"manifest.json": json.dumps(told).encode()})
        out = banlint("evidence", "verify", "e.zip").out
        assert "\x1b" not in out
        assert not any(line.lstrip().startswith("::") for line in out.splitlines())
