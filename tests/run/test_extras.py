"""What plugins' checks add is placed where they point, and a check that fails costs nothing but itself."""

from banlint.limits import DEFAULT
from banlint.model import Asset, Confidence, Extra, Identifier, Law, Registered, Role, Verdict
from banlint.reading.source import BytesSource
from banlint.reading.yamltext import YamlReader
from banlint.run.extras import extras

TEXT = b"assets:\n  - name: gate\n    manufacturer: ACME\n    part_number: P1\n"
MAKER = ("assets", 0, "manufacturer")
ASSET = Asset(
    "gate",
    ("assets", 0),
    (
        Identifier(Role.MANUFACTURER, "ACME", MAKER, "manufacturer"),
        Identifier(Role.MANUFACTURER, "ACME Ltd", MAKER, "vendor"),
        Identifier(Role.PART_NUMBER, "P1", ("assets", 0, "part_number"), "part_number"),
    ),
    parent="yard",
)
EXTRA = Extra(
    ASSET, "house-1", "No gates", Verdict.RESTRICTED, Confidence.PROBABLE, "a gate", law=(Law("Rule 1"),), mend="ask"
)


def document():
    (found,) = YamlReader(DEFAULT).read(BytesSource("a.yaml", TEXT))
    return found


def said(*checks, given=(ASSET,)):
    return list(extras([Registered("house", one) for one in checks], given, document(), "a.yaml"))


def test_what_a_check_adds_is_a_finding_at_the_asset():
    (found,) = said(lambda _: [EXTRA])
    assert (found.path, found.place.span.line, found.pointer) == ("a.yaml", 2, "/assets/0")
    assert (found.asset, found.parent, found.entity) == ("gate", "yard", "")
    assert (found.regime, found.regime_title, found.verdict) == ("house-1", "No gates", Verdict.RESTRICTED)
    assert (found.confidence, found.reason, found.law, found.mend) == (Confidence.PROBABLE, "a gate", EXTRA.law, "ask")
    assert found.evidence == ()


def test_it_is_at_the_value_that_the_check_points_at():
    (found,) = said(lambda _: [EXTRA._replace(path=MAKER)])
    assert (found.place.span.line, found.place.span.column) == (3, 19)


def test_of_identifiers_of_one_role_the_first_is_shown():
    (found,) = said(lambda _: [EXTRA])
    assert found.identifiers == {"manufacturer": "ACME", "part_number": "P1"}


def test_a_check_is_handed_what_is_given():
    given = []
    assert said(lambda *these: given.append(these) or (), given=(1, "two")) == []
    assert given == [(1, "two")]


def test_a_check_that_fails_is_a_problem_and_the_others_are_heard():
    def failing(_):
        yield EXTRA
        raise ValueError("no luck")

    problem, found = said(failing, lambda _: [EXTRA])
    assert (problem.kind, problem.path) == ("plugin", "a.yaml")
    assert problem.message == "plugin 'house' failed: ValueError('no luck')"
    assert problem.mend == "mend it, or run without it: -p no:house"
    assert found.regime == "house-1"


def test_what_is_no_findings_is_a_problem_too():
    (problem,) = said(lambda _: 7)
    assert "not iterable" in problem.message
