"""Files made to harm, as the makers in ../shared build them: whole runs, their time, their memory and their outcome."""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from banlint.catalog import load

SHARED = Path(__file__).parents[3] / "shared/tools"
MIB = 1 << 20
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the makers of hostile files in ../shared are not here"),
]
READ = {
    "yaml/huge_int.yaml": "a number is text",
    "json/huge_int.json": "a number is text",
    "yaml/bad_timestamp.yaml": "a date is text; whoever asks for the day says that it is none",
    "yaml/year_zero.yaml": "a date is text",
    "yaml/assets_typo.yaml": "any shape is read, and the banned device in it is found",
    "json/concat.json": "JSON Lines by content, and the banned device in it is found",
    "csv/dup_header.csv": "both columns are read, and the banned device in them is found",
    "csv/semicolon.csv": "the delimiter is told from the rows, and the banned device is found",
}
"""What the manifest wants refused and we read, and why that is no false pass."""
EMPTY = {
    "yaml/empty.yaml", "yaml/only_bom.yaml", "yaml/only_comment.yaml", "yaml/null_doc.yaml", "yaml/scalar_doc.yaml",
    "yaml/assets_null.yaml", "json/null.json", "json/empty_object.json", "csv/header_only.csv", "csv/no_header.csv",
}  # fmt: skip
"""What holds nothing: alone it ends a run with 3, nothing was checked."""
SLOW = 2.0
HEAVY = 100_000


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile") / "files"
    subprocess.run([sys.executable, SHARED / "make_hostile.py", folder], check=True, capture_output=True)
    load()  # a checkout compiles its rules once
    return folder


def cases(folder):
    for one in json.loads((folder / "manifest.json").read_text(encoding="utf-8")):
        if not one["path"].startswith("rules/"):
            yield one


def bounded():
    resource.setrlimit(resource.RLIMIT_AS, (2048 * MIB, 2048 * MIB))


def cost(command, environment, folder, *arguments):
    """The status, the CPU seconds, the peak memory in MiB and what was said of one run."""
    with open(os.devnull, "wb") as nothing:
        process = subprocess.Popen(
            [*command, "check", "--isolated", *arguments], cwd=folder, env=environment, stdout=nothing,
            stderr=subprocess.PIPE, preexec_fn=bounded,  # noqa: PLW1509 the test has one thread
        )  # fmt: skip
        said = process.stderr.read()
        process.stderr.close()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said


def wanted(case):
    if case["path"] in READ or case["wanted"] in ("accept", "verbatim-safe"):
        return (0, 1, 2) if case["path"] in READ else (0, 1)
    if case["path"] in EMPTY:
        return (3,)
    return (2,) if case["wanted"] == "reject" else (0, 1, 2, 3)


def test_files_that_are_large_or_grow_end_soon_and_small(command, environment, hostile):
    wrong = []
    for case in cases(hostile):
        grows = any(word in case["probe"] for word in ("nested", "alias", "merge", "member", "expansion", "documents"))
        if case["bytes"] < HEAVY and not grows:
            continue
        status, seconds, mebibytes, said = cost(command, environment, hostile, case["path"])
        if status not in wanted(case) or seconds > SLOW or mebibytes > 512 or b"Traceback" in said:
            wrong.append((case["path"], status, seconds, mebibytes, said[:200]))
    assert wrong == []


def test_each_small_file_alone_ends_soon(hostile, capfd):
    from banlint.cli.main import main

    wrong = []
    for case in cases(hostile):
        if case["bytes"] >= HEAVY:
            continue  # measured above, in a process of its own
        begun = time.process_time()
        status = main(["check", "--isolated", "--no-plugins", str(hostile / case["path"])])
        seconds = time.process_time() - begun
        if status not in wanted(case) or seconds > SLOW or "Traceback" in capfd.readouterr().err:
            wrong.append((case["path"], status, seconds))
    assert wrong == []


def test_every_file_comes_to_what_its_manifest_wants(banlint, hostile):
    begun = time.monotonic()
    done = banlint("check", "--isolated", "--format", "json", *(one["path"] for one in cases(hostile)), cwd=hostile)
    assert b"Traceback" not in done.stderr
    assert time.monotonic() - begun < 60
    assert done.returncode == 2
    report = json.loads(done.stdout)
    refused = {one["path"] for one in report["problems"]}
    found = {one["path"] for one in report["findings"]}
    for case in cases(hostile):
        path = case["path"]
        if case["wanted"] == "reject" and path not in READ and path not in EMPTY:
            assert path in refused, path
        elif case["wanted"] != "bounded" and path not in READ:
            assert path not in refused, path
        if path in READ and "is found" in READ[path]:
            assert path in found
        # The maker of these is one that every contractor is barred from.
        if path.startswith("values/"):
            assert path in found


@pytest.mark.parametrize("path", sorted(EMPTY))
def test_what_holds_nothing_is_no_pass(hostile, path, capsys):
    from banlint.cli.main import main

    assert main(["check", "--isolated", "--no-plugins", str(hostile / path)]) == 3


@pytest.fixture(scope="module")
def shapes(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shapes") / "files"
    try:
        made = subprocess.run([sys.executable, SHARED / "make_fs.py", folder], check=True, capture_output=True)
    except subprocess.CalledProcessError:
        pytest.skip("this file system has no such shapes")
    return folder, [json.loads(line) for line in made.stdout.splitlines()]


def test_a_folder_of_odd_things_ends_soon_and_every_one_is_told_or_checked(banlint, command, environment, shapes):
    folder, _ = shapes
    done = banlint("check", "--isolated", "--format", "json", ".", cwd=folder)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    report = json.loads(done.stdout)
    told = {one["path"] for one in report["problems"]}
    for name in ("loop_a.yaml", "dangling.yaml", "outside.yaml", "fifo.yaml", "sock.yaml", "sparse.yaml", "zero.yaml"):
        assert name in told, name
    assert b"root:" not in done.stdout + done.stderr
    found = {one["path"] for one in report["findings"]}
    odd = [name for name in os.listdir(folder) if "good" in name or name.endswith("x.yaml") or name.startswith("=")]
    assert {name for name in odd if "\n" not in name and not os.path.islink(folder / name)} <= found | told
    assert sum("good.yaml" in one for one in found) == 1
    status, seconds, mebibytes, _ = cost(command, environment, folder, ".")
    assert (status, seconds < SLOW, mebibytes < 512) == (2, True, True), (seconds, mebibytes)


@pytest.mark.parametrize("name", ["loop_a.yaml", "dangling.yaml", "zero.yaml", "fifo.yaml", "sock.yaml", "sparse.yaml"])
def test_an_odd_thing_that_is_named_is_a_problem_at_once(command, environment, shapes, name):
    status, seconds, mebibytes, said = cost(command, environment, shapes[0], name)
    assert (status, seconds < SLOW, mebibytes < 512) == (2, True, True), (seconds, mebibytes)
    assert b"problem: " in said
    assert b"Traceback" not in said


def test_a_stream_of_five_gibibytes_is_limited_by_the_record_and_not_by_the_file(command, environment, tmp_path):
    with open(tmp_path / "sparse.jsonl", "wb") as file:
        file.write(b'{"name": "a", "manufacturer": "Huawei"}\n')
        file.truncate(64 * MIB)
    status, seconds, mebibytes, said = cost(command, environment, tmp_path, "sparse.jsonl")
    assert (status, seconds < 10, mebibytes < 512) == (2, True, True), (seconds, mebibytes, said)
