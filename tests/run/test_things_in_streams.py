"""Laws that name no maker: every record of a stream is looked at for them, and of none where there are no such laws."""

import json

import pytest

from banlint.catalog import load
from banlint.judge.judge import Judge
from banlint.model import Question
from banlint.plugins.manager import Plugins
from banlint.reading.source import BytesSource
from banlint.run.checker import Checker, Tally

PLAIN = {"manufacturer": "Cisco", "model": "C9300", "category": "camera", "description": "dome"}
TELLING = {**PLAIN, "description": "dome with gait recognition"}
TEXT = "".join(json.dumps(one) + "\n" for one in [PLAIN] * 40 + [TELLING, PLAIN]).encode()


@pytest.fixture(scope="module")
def catalog():
    return load()


def findings(catalog, *select, screen=True):
    parts = Plugins(third_party=False).parts(catalog)
    question = Question(("us-federal-contractor",), "2026-11-22", tuple(select))
    (reader,) = (one for one in parts.readers if one.part.name == "jsonl")
    checker = Checker(catalog, question, parts, screen=screen)
    return [
        event
        for event in checker.check(BytesSource("assets.jsonl", TEXT), reader)
        if not isinstance(event, Tally)
    ]  # fmt: skip


def test_the_default_question_needs_no_look_at_assets_of_other_makers(catalog):
    assert not Judge(catalog, Question(("us-federal-contractor",), "2026-11-22")).needs_every_asset


def test_a_record_that_no_maker_gives_away_is_found_where_the_law_names_none(catalog):
    (finding,) = findings(catalog, "watch-surveillance-capabilities")
    assert finding.pointer == "@40"
    assert (
        TEXT.splitlines()[finding.place.span.line - 1]
        .decode()[finding.place.span.column :]
        .startswith("dome with gait")
    )
    assert findings(catalog, "watch-surveillance-capabilities", screen=False) == [finding]


def test_it_is_not_found_unless_it_is_asked_for(catalog):
    assert findings(catalog) == []
