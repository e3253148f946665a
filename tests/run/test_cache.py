"""What a run remembers for the next: the same result with and without, and no file taken for another."""

import json
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banlint.api.facts import read_facts
from banlint.api.setting import load
from banlint.inventories.mappings import Mappings
from banlint.limits import DEFAULT
from banlint.model import Asker, Finding, ProfileId, Question, Registered
from banlint.policy.decisions import Policy
from banlint.run import cachefile, cachekey
from banlint.run.cache import Cache
from banlint.run.cacheentry import Account, told
from banlint.run.check import Settings, check
from banlint.run.checker import Checker, Tally

ASKED = Settings(Question((ProfileId("us-federal-contractor"),), "2026-11-22"))
KEY = b"k" * 32
ENTRIES = {bytes([number]) * 32: b"x" * number for number in range(9)}


@pytest.fixture(scope="module")
def loaded():
    return load(third_party=False)


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def user(monkeypatch):
    """A user's own folder of caches, as far as it matters here."""
    kept = {}
    monkeypatch.setattr(cachefile.own, "read", kept.get)
    monkeypatch.setattr(cachefile.own, "write", kept.__setitem__)
    return kept


@pytest.fixture
def inventories(place):
    """Files of several formats: clean ones, some with findings, suppressions and notices, one that is broken."""
    top = place / "in"
    top.mkdir()
    for number in range(3):
        (top / f"clean-{number}.yaml").write_text(f"assets:\n  - {{name: a{number}, manufacturer: Example {number}}}\n")
    (top / "found.yaml").write_text("assets:\n  - {name: r, manufacturer: Huawei, model: AR6120}\n  - {name: x}\n")
    (top / "found.json").write_text('[{"name": "c", "manufacturer": "HIKVISION", "purpose": "public safety"}]\n')
    (top / "rows.csv").write_text("name,manufacturer,model\nz,ZTE,MF286\ny,Example,1\n")
    (top / "stream.jsonl").write_text(
        '{"name": "d", "manufacturer": "DJI"}\n{"name": "e", "manufacturer": "Example"}\n'
    )
    note = "# banlint: ignore[us-ndaa-2019-889b] -- a test"
    (top / "noted.yaml").write_text(f"assets:\n  - name: n\n    manufacturer: Huawei  {note}\n")
    (top / "unused.yaml").write_text(f"assets:\n  - name: n\n    manufacturer: Example  {note}\n")
    (top / "broken.yaml").write_text("assets: [\n")
    (top / "nothing.yaml").write_text("a: 1\n")
    (top / "picture.bin").write_bytes(b"\0\1\2")
    return top


@pytest.fixture
def seen(loaded):
    """Runs a check; everything it told, in order, and with a cache the remarks on that."""
    parts = loaded.plugins.parts(loaded.catalog)

    def run(path="in", asked=ASKED, folder=""):
        told = []
        cache = Cache(folder, asked, loaded.catalog, parts) if folder else None
        asked = asked._replace(cache=cache)
        outcome = check([path], asked, loaded.catalog, parts, told.append, told.append)
        if cache:
            cache.save()
        return repr((told, outcome)), " ".join(one.message for one in cache.remarks) if cache else ""

    return run


@pytest.fixture
def checked(monkeypatch):
    """The names of the files that were checked, and not only looked up."""
    names = []
    real = Checker.check

    def noting(self, source, reader):
        names.append(os.path.basename(source.name))
        return real(self, source, reader)

    monkeypatch.setattr(Checker, "check", noting)
    return names


def results(folder="c"):
    return sorted(Path(folder).glob("*.results"))


# The same with and without


@pytest.mark.parametrize(
    "asked",
    [
        ASKED,
        ASKED._replace(jobs=2),
        ASKED._replace(question=ASKED.question._replace(mentions=True)),
        ASKED._replace(question=ASKED.question._replace(horizon="2030-01-01")),
        ASKED._replace(policy=Policy(honour=False)),
        ASKED._replace(least_assets=1000),
    ],
)
def test_a_run_tells_the_same_with_and_without(seen, inventories, asked):
    assert seen(asked=asked, folder="c") == seen(asked=asked, folder="c") == seen(asked=asked)


def test_only_what_had_problems_is_checked_again(seen, inventories, checked):
    seen(folder="c")
    assert len(checked) == 11
    checked.clear()
    seen(folder="c")
    assert checked == ["broken.yaml"]


def test_workers_remember_as_one_process_does(seen, inventories):
    for number in range(40):
        (inventories / f"more-{number}.yaml").write_text(f"manufacturer: Example {number}\n")
    seen(folder="one")
    seen(folder="two", asked=ASKED._replace(jobs=2))
    assert [one.read_bytes() for one in results("one")] == [one.read_bytes() for one in results("two")]


def test_a_run_over_some_files_forgets_none_of_the_others(seen, inventories, checked):
    seen(folder="c")
    (inventories / "new.yaml").write_text("manufacturer: Example\n")
    seen("in/new.yaml", folder="c")
    checked.clear()
    seen(folder="c")
    assert checked == ["broken.yaml"]


WORDS = st.sampled_from(["Huawei", "HIKVISION", "Dahua", "Example", "ZTE", "", "Cisco", "华为", "\udc80"])
DEVICES = st.fixed_dictionaries(
    {"manufacturer": WORDS},
    optional={"name": WORDS, "model": st.sampled_from(["AR6120", "NO", "1E10"]), "purpose": WORDS, "banlint": WORDS},
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(DEVICES, max_size=3), min_size=1, max_size=3), st.lists(DEVICES, max_size=3), st.data())
def test_any_inventories_come_to_the_same(place, seen, files, other, data):
    shutil.rmtree(place / "any", ignore_errors=True)
    (place / "any").mkdir()
    for number, one in enumerate(files):
        (place / f"any/{number}.json").write_text(json.dumps(one))
    assert seen("any", folder="c") == seen("any", folder="c") == seen("any")
    (place / f"any/{data.draw(st.integers(0, len(files) - 1))}.json").write_text(json.dumps(other))
    assert seen("any", folder="c") == seen("any")


# What is another file


def test_other_content_of_the_same_size_and_time_is_checked_and_so_is_another_name(seen, inventories, checked):
    seen(folder="c")
    checked.clear()
    path = inventories / "clean-0.yaml"
    before = path.stat()
    path.write_text(path.read_text().replace("Example", "Exomple"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    (inventories / "clean-1.yaml").rename(inventories / "other.yaml")
    seen(folder="c")
    assert sorted(checked) == ["broken.yaml", "clean-0.yaml", "other.yaml"]


def test_a_file_that_a_mapping_speaks_for_is_checked_every_time(seen, place, checked):
    (place / "odd.json").write_text('{"Gear": [{"Who": "Huawei"}]}')
    mapped = ASKED._replace(mappings=Mappings())
    without = seen("odd.json", mapped, folder="c")
    mapping = "mappings:\n  odd:\n    files: odd.json\n    assets: $.Gear[*]\n    fields:\n      manufacturer: $.Who\n"
    (place / "banlint-map.yaml").write_text(mapping)
    mapped = ASKED._replace(mappings=Mappings())
    assert seen("odd.json", mapped, folder="c") == seen("odd.json", mapped, folder="c") != without
    assert len(checked) == 3


def test_a_large_file_is_remembered_too_and_checked_when_it_changes(seen, place, checked):
    row = f'{{"name": "d", "manufacturer": "Example", "site": "{"x" * 1000}"}}\n'
    (place / "large.jsonl").write_text(row * 400)
    assert seen("large.jsonl", folder="c") == seen("large.jsonl", folder="c")
    assert checked == ["large.jsonl"]
    (place / "large.jsonl").write_text(row * 399 + '{"manufacturer": "Huawei"}\n')
    assert seen("large.jsonl", folder="c") == seen("large.jsonl")


def test_a_file_over_the_limit_is_not_read_for_a_hash(seen, place, checked):
    low = ASKED._replace(limits=DEFAULT._replace(file_bytes=300_000))
    (place / "large.jsonl").write_text('{"manufacturer": "Example"}\n' * 20_000)
    (place / "large.yaml").write_text("- {manufacturer: Example}\n" * 20_000)
    for name in ("large.jsonl", "large.yaml"):
        assert seen(name, low, folder="c") == seen(name, low)
    assert len(checked) == 4
    assert results() == []


def test_a_file_that_changes_between_its_hash_and_its_check_is_a_problem(seen, place, monkeypatch):
    path = place / "large.jsonl"
    path.write_text('{"manufacturer": "Huawei"}\n' + '{"manufacturer": "Example"}\n' * 20_000)
    real = Checker.check

    def changing(self, source, reader):
        status = path.stat()
        path.write_bytes(path.read_bytes().replace(b"Huawei", b"Husqva"))
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        return real(self, source, reader)

    monkeypatch.setattr(Checker, "check", changing)
    assert "it changed while it was read" in seen("large.jsonl", folder="c")[0]
    assert results() == []


def test_a_file_that_changes_while_it_is_hashed_is_a_problem(seen, place, monkeypatch):
    path = place / "large.jsonl"
    path.write_text('{"manufacturer": "Example"}\n' * 20_000)
    real, times = os.fstat, []

    def fstat(descriptor):
        status = real(descriptor)
        times.append(status)
        # As though something had written to it at the end of its first full reading.
        return SimpleNamespace(st_mode=status.st_mode, st_size=status.st_size, st_mtime_ns=len(times) == 3)

    monkeypatch.setattr("banlint.reading.source.os.fstat", fstat)
    assert "it changed while it was read" in seen("large.jsonl", folder="c")[0]
    assert results() == []


# What is another question


QUESTIONS = [
    ASKED,
    *(
        ASKED._replace(question=ASKED.question._replace(**one))
        for one in (
            {"as_of": "2026-11-23"},
            {"profiles": (ProfileId("us-exporter"),)},
            {"select": ("us-*",)},
            {"ignore": ("us-*",)},
            {"purpose": "public safety"},
            {"include": ("unverified",)},
            {"mentions": True},
            {"horizon": "2027-01-01"},
            {"askers": (Asker(ProfileId("us-exporter")),)},
            {"askers": (Asker(ProfileId("us-exporter"), ("dock",)),)},
        )
    ),
    ASKED._replace(limits=DEFAULT._replace(depth=64)),
    ASKED._replace(policy=Policy(honour=False)),
    ASKED._replace(policy=Policy(info=Policy().info._replace(revision="0" * 40))),
    ASKED._replace(policy=Policy(info=Policy().info._replace(facts_sha256="0" * 64))),
]


def test_all_that_decides_makes_another_question(loaded, monkeypatch):
    keys = [cachekey.key(one, loaded.catalog) for one in QUESTIONS]
    keys.append(cachekey.key(ASKED, SimpleNamespace(info={**loaded.catalog.info, "sha256": "0"})))
    for name in ("banlint.__version__", "sys.version"):
        with monkeypatch.context() as patch:
            patch.setattr(name, "another")
            keys.append(cachekey.key(ASKED, loaded.catalog))
    assert len(set(keys)) == len(keys)


def test_what_decides_of_findings_alone_or_of_no_result_makes_none(loaded):
    same = (
        ASKED._replace(fail_on=(), jobs=7, exclude=("x",), least_assets=3, exit_zero=True, mappings=Mappings()),
        ASKED._replace(policy=Policy(whole=True, within=("in",))),
    )
    assert {cachekey.key(one, loaded.catalog) for one in same} == {cachekey.key(ASKED, loaded.catalog)}


def test_another_question_is_another_check(seen, inventories, checked):
    seen(folder="c")
    checked.clear()
    assert seen(asked=QUESTIONS[1], folder="c") == seen(asked=QUESTIONS[1])
    assert len(checked) == 22
    assert len(results()) == 2


def test_a_library_that_comes_or_goes_makes_another_question(loaded, place, monkeypatch):
    before = cachekey.key(ASKED, loaded.catalog)
    (place / "site/parser-2.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(place / "site"))
    assert cachekey.key(ASKED, loaded.catalog) != before


def test_other_code_makes_another_question_installed_or_not(loaded, place, monkeypatch):
    (place / "banlint").mkdir()
    monkeypatch.setattr("banlint.__file__", str(place / "banlint/__init__.py"))
    keys = set()
    for name, text in (("a.py", "1"), ("a.py", "2"), ("b.py", "2"), ("b.txt", "3")):
        (place / "banlint" / name).write_text(text)
        keys.add(cachekey.key(ASKED, loaded.catalog))
    assert len(keys) == 3
    (place / f"banlint-{cachekey.banlint.__version__}.dist-info").mkdir()
    record = place / f"banlint-{cachekey.banlint.__version__}.dist-info/RECORD"
    for text in ("banlint/a.py,sha256=1,1", "banlint/a.py,sha256=2,1"):
        record.write_text(text)
        keys.add(cachekey.key(ASKED, loaded.catalog))
    assert len(keys) == 5


def test_a_plugin_that_takes_part_ends_it(loaded, inventories):
    parts = loaded.plugins.parts(loaded.catalog)
    theirs = parts._replace(asset_checks=(Registered("eager", lambda *_: ()),))
    cache = Cache("c", ASKED, loaded.catalog, theirs)
    assert "plugin 'eager' takes part" in cache.remarks[0].message
    check(["in"], ASKED._replace(cache=cache), loaded.catalog, theirs, lambda _: None, lambda _: None)
    cache.save()
    assert results() == []


def test_a_report_of_every_asset_does_without(seen, inventories):
    every = ASKED._replace(every_asset=True)
    told, remarks = seen(asked=every, folder="c")
    assert (told, "a report of this run tells of every asset" in remarks) == (seen(asked=every)[0], True)


def test_answers_of_a_facts_file_count_as_used_in_every_run(seen, place, loaded, checked):
    (place / "in").mkdir()
    for name in ("a", "b", "c"):
        (place / f"in/{name}.yaml").write_text(f"assets: [{{name: {name}, manufacturer: HIKVISION}}]\n")
    facts = place / "facts.yaml"
    facts.write_text(
        "facts:\n"
        "  - asset: b\n    answers: {purpose: public safety}\n"
        "  - asset: a\n    answers: {purpose: office}\n"
        "  - asset: gone\n    answers: {purpose: x}\n"
    )

    def answered():
        answers = read_facts(str(facts), loaded.catalog)
        info = Policy().info._replace(facts_sha256=answers.sha256)
        return ASKED._replace(answers=answers, policy=Policy(info=info))

    without = seen(asked=answered())
    assert [seen(asked=answered(), folder="c") for _ in range(2)] == [without] * 2
    assert len(checked) == 6
    assert without[0].count("no asset was met that is meant here") == 1
    # The file that an entry was for is gone: the entry is of no use any more.
    (place / "in/a.yaml").unlink()
    told, _ = seen(asked=answered(), folder="c")
    assert (len(checked), told.count("no asset was met that is meant here")) == (6, 2)


# What was altered


@pytest.mark.parametrize("at", [0, 15, 16, 47, 48, 80, 83, 84, 100, -1])
def test_one_byte_that_was_altered_is_noticed(seen, inventories, at):
    without, _ = seen(folder="c")
    (path,) = results()
    held = bytearray(path.read_bytes())
    held[at] ^= 1
    path.write_bytes(held)
    told, remarks = seen(folder="c")
    assert (told, "it was altered" in remarks) == (without, True)
    assert seen(folder="c") == (without, "")


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_change_of_a_cache_is_taken_for_one(place, data):
    cachefile.write("c", b"q" * 32, KEY, ENTRIES)
    (path,) = results()
    held = path.read_bytes()
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(held))] * 2)))
    other = held[:start] + data.draw(st.binary(max_size=50)) + held[end:]
    path.write_bytes(other)
    if other == held:
        assert cachefile.read("c", b"q" * 32, KEY) == ENTRIES
    else:
        with pytest.raises(cachefile.AlteredError):
            cachefile.read("c", b"q" * 32, KEY)


def test_a_repository_cannot_bring_its_own_cache(seen, inventories, user):
    without, _ = seen(folder="c")
    user.clear()
    told, remarks = seen(folder="c")
    assert (told, "made by somebody else" in remarks) == (without, True)


def test_what_was_seen_under_one_question_does_not_answer_another(seen, inventories):
    seen(folder="c", asked=QUESTIONS[4])
    (cleared,) = results()
    without, _ = seen(folder="c")
    (other,) = set(results()) - {cleared}
    other.write_bytes(cleared.read_bytes())
    told, remarks = seen(folder="c")
    assert (told, "it was altered" in remarks) == (without, True)


def test_a_pipe_in_its_place_holds_nobody_up(seen, inventories):
    without, _ = seen(folder="c")
    (path,) = results()
    path.unlink()
    os.mkfifo(path)
    assert seen(folder="c")[0] == without
    Path("c/CACHEDIR.TAG").unlink()
    os.mkfifo("c/CACHEDIR.TAG")
    told, remarks = seen(folder="c")
    assert (told, "it holds other things" in remarks) == (without, True)


# Where it lies


@pytest.mark.parametrize("kind", ["files", "link", "file"])
def test_a_folder_that_is_no_cache_is_left_alone(seen, inventories, place, kind):
    (place / "target").mkdir()
    if kind == "files":
        (place / "there").mkdir()
        (place / "there/lab.yaml").write_text("manufacturer: Example\n")
    elif kind == "link":
        (place / "there").symlink_to(place / "target")
    else:
        (place / "there").write_text("")
    told, remarks = seen(folder="there")
    assert (told, "the cache is of no use to this run" in remarks) == (seen()[0], True)
    assert list((place / "target").iterdir()) == []
    assert kind != "files" or [one.name for one in (place / "there").iterdir()] == ["lab.yaml"]


@pytest.mark.parametrize("call", ["makedirs", "open", "replace", "stat", "scandir"])
def test_a_disk_that_fails_changes_no_result_and_leaves_no_half_file(seen, inventories, place, monkeypatch, call):
    without, _ = seen()
    real = getattr(os, call)

    def failing(path, *rest, **more):
        if "there" in str(path):
            raise OSError(28, "No space left on device")
        return real(path, *rest, **more)

    with monkeypatch.context() as patch:
        patch.setattr(cachefile.os, call, failing)
        told, remarks = seen(folder="there")
    assert (told, "No space left on device" in remarks) == (without, True)
    assert not list(place.glob("there/*.tmp"))
    assert seen(folder="there") == (without, "")


def test_without_a_place_for_the_key_there_is_no_cache(seen, inventories, place, monkeypatch):
    monkeypatch.setattr(cachefile.own, "write", lambda *_: None)
    told, remarks = seen(folder="c")
    assert (told, "its key cannot be kept" in remarks) == (seen()[0], True)
    assert not (place / "c").exists()


def test_few_questions_are_kept_and_the_oldest_go_first(place):
    for number in range(20):
        cachefile.write("c", bytes([number]) * 32, KEY, ENTRIES)
        os.utime(results()[-1], ns=(number, number))
    kept = [one.name for one in results()]
    assert (len(kept), kept[-1]) == (16, f"{bytes([19]).hex() * 16}.results")


def test_what_was_begun_and_never_finished_is_removed(place):
    cachefile.write("c", b"q" * 32, KEY, ENTRIES)
    (place / "c/x.tmp").write_text("")
    (place / "c/y.tmp").write_text("")
    os.utime(place / "c/x.tmp", ns=(0, 0))
    cachefile.write("c", b"q" * 32, KEY, ENTRIES)
    assert sorted(one.suffix for one in (place / "c").iterdir() if one.name[0] != ".") == [".TAG", ".results", ".tmp"]


def test_the_oldest_files_are_forgotten_first(place, monkeypatch):
    monkeypatch.setattr(cachefile, "MOST_ENTRIES", 3)
    cachefile.write("c", b"q" * 32, KEY, ENTRIES)
    assert cachefile.read("c", b"q" * 32, KEY) == {bytes([one]) * 32: b"x" * one for one in (6, 7, 8)}
    monkeypatch.setattr(cachefile, "MOST_BYTES", 100)
    cachefile.write("c", b"q" * 32, KEY, ENTRIES)
    assert list(cachefile.read("c", b"q" * 32, KEY)) == [bytes([8]) * 32]


# What is remembered of a file


def test_findings_come_back_as_they_were(loaded, inventories):
    found = []
    parts = loaded.plugins.parts(loaded.catalog)
    asked = ASKED._replace(question=ASKED.question._replace(horizon="2030-01-01"))
    check(["in"], asked, loaded.catalog, parts, found.append, lambda _: None)
    account = Account()
    for one in (*found, Tally(5, 2)):
        account.add(one)
    assert repr(told(account.entry())) == repr([*found, Tally(5, 2)])
    assert any(isinstance(one, Finding) for one in found)


def test_what_would_not_come_back_as_it_was_is_not_remembered(loaded, inventories):
    found = []
    check(["in/found.yaml"], ASKED, loaded.catalog, loaded.plugins.parts(loaded.catalog), found.append, found.append)
    for odd in (
        found[0]._replace(asset=1.5 + 1j),
        found[0]._replace(questions=["list"]),
        found[0]._replace(law=(b"",)),
    ):
        account = Account()
        account.add(odd)
        assert account.entry() == b""


def test_a_file_of_very_many_findings_is_not_remembered(loaded, place):
    (place / "many.json").write_text(
        json.dumps([{"name": str(number), "manufacturer": "Huawei"} for number in range(600)])
    )
    account = Account()
    parts = loaded.plugins.parts(loaded.catalog)
    check(["many.json"], ASKED, loaded.catalog, parts, account.add, account.add)
    assert account.entry() == b""
