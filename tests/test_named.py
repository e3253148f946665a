"""`NamedTuple` and `StrEnum` of `banlint.named` are held to what those of `typing` and `enum` do."""

import copy
import enum
import json
import pickle
import typing
from typing import Generic, TypeVar

import pytest

from banlint.named import NamedTuple, StrEnum

T = TypeVar("T")


class Ours(NamedTuple):
    """A pair and a default."""

    left: int
    right: str
    more: tuple[int, ...] = ()

    @property
    def both(self) -> str:
        return f"{self.left}{self.right}"


class Theirs(typing.NamedTuple):
    """A pair and a default."""

    left: int
    right: str
    more: tuple[int, ...] = ()

    @property
    def both(self) -> str:
        return f"{self.left}{self.right}"


class Many(NamedTuple):
    """More fields than there are ready constructors for."""

    a: int
    b: int
    c: int = 0
    d: int = 0
    e: int = 0
    f: int = 0
    g: int = 0
    h: int = 0
    i: int = 0
    j: int = 0
    k: int = 0
    ell: int = 0
    m: int = 0
    n: int = 9


class Holder(NamedTuple, Generic[T]):
    held: T
    name: str = "it"


class Child(Ours):
    def shout(self) -> str:
        return self.right.upper()


BOTH = pytest.mark.parametrize("kind", [Ours, Theirs])


@BOTH
def test_instances_are_made_by_place_and_by_name(kind: type) -> None:
    made = kind(1, right="a")
    assert made == (1, "a", ())
    assert (made.left, made.right, made.more, made.both) == (1, "a", (), "1a")
    left, right, more = made
    assert (left, right, more) == tuple(made)
    assert kind(1, "a", more=(2,)) == kind(left=1, right="a", more=(2,))
    assert hash(made) == hash((1, "a", ()))


@BOTH
def test_what_does_not_fit_is_refused(kind: type) -> None:
    for given, named in (((), {}), ((1,), {}), ((1, "a", (), 4), {}), ((1, "a"), {"other": 2})):
        with pytest.raises(TypeError):
            kind(*given, **named)
    with pytest.raises(TypeError):
        kind._make([1])  # type: ignore[attr-defined]
    with pytest.raises((ValueError, TypeError)):
        kind(1, "a")._replace(other=2)
    with pytest.raises(AttributeError):
        kind(1, "a").left = 2
    with pytest.raises(AttributeError):
        kind(1, "a").other = 2


@BOTH
def test_it_copies_pickles_shows_itself_and_matches(kind: type) -> None:
    made = kind(1, "a")
    assert copy.deepcopy(made) == made
    assert type(pickle.loads(pickle.dumps(made))) is kind
    assert made._replace(left=2) == kind(2, "a")
    assert type(made._replace(left=2)) is kind
    assert made._asdict() == {"left": 1, "right": "a", "more": ()}
    assert repr(made) == f"{kind.__name__}(left=1, right='a', more=())"
    assert kind._fields == ("left", "right", "more")
    assert kind._field_defaults == {"more": ()}
    match made:
        case Ours(left, right) | Theirs(left, right):
            assert (left, right) == (1, "a")
        case _:
            pytest.fail("no match")


def test_it_may_be_generic_and_have_children() -> None:
    assert Holder("x") == ("x", "it")
    assert Holder[int](1).held == 1
    child = Child(1, "a")
    assert (child.shout(), type(child), child.both) == ("A", Child, "1a")
    # The parent is whole whichever of them was made first.
    assert type(Ours(2, "b")) is Ours
    assert type(child._replace(left=3)) is Child


def test_it_may_have_many_fields() -> None:
    for _ in range(2):
        assert Many(1, b=2) == (1, 2, *[0] * 11, 9)
        assert Many(1, 2)._replace(n=3).n == 3
        with pytest.raises(TypeError):
            Many(1)  # type: ignore[call-arg]


def test_a_field_without_a_default_after_one_with_is_refused() -> None:
    with pytest.raises(TypeError):

        class _Wrong(NamedTuple):
            first: int = 0
            second: str  # type: ignore[misc]


class Light(StrEnum):
    """What a lamp shows."""

    RED = "red"
    """It stops."""
    GREEN = "green-ish"

    @property
    def goes(self) -> bool:
        return self is Light.GREEN


class TheirLight(enum.StrEnum):
    """What a lamp shows."""

    RED = "red"
    """It stops."""
    GREEN = "green-ish"

    @property
    def goes(self) -> bool:
        return self is TheirLight.GREEN


LIGHTS = pytest.mark.parametrize("kind", [Light, TheirLight])


@LIGHTS
def test_a_member_is_its_text(kind: type[enum.StrEnum]) -> None:
    red = kind.RED
    assert red == "red"
    assert (red.name, red.value, type(red.value)) == ("RED", "red", str)
    assert (str(red), type(str(red)), f"{red:>5}", f"{red}") == ("red", str, "  red", "red")
    assert repr(kind.GREEN) == f"<{kind.__name__}.GREEN: 'green-ish'>"
    assert hash(red) == hash("red")
    assert {"red": 1}[red] == {red: 1}["red"] == 1
    assert sorted(kind) == ["green-ish", "red"]
    assert json.dumps({red: kind.GREEN}) == '{"red": "green-ish"}'
    assert red.upper() == "RED"
    assert isinstance(red, kind)
    assert isinstance(red, str)


@LIGHTS
def test_there_is_one_of_each_member(kind: type[enum.StrEnum]) -> None:
    assert kind("red") is kind.RED is kind["RED"]
    assert kind(kind.RED) is kind.RED
    assert copy.copy(kind.RED) is copy.deepcopy(kind.RED) is kind.RED
    assert pickle.loads(pickle.dumps(kind.GREEN)) is kind.GREEN
    assert list(kind) == [kind.RED, kind.GREEN]
    assert len(kind) == 2
    assert kind.RED in kind
    assert kind.GREEN.goes
    assert not kind.RED.goes
    match kind("red"):
        case kind.RED:
            pass
        case _:
            pytest.fail("no match")


@LIGHTS
def test_what_is_no_member_is_refused(kind: type[enum.StrEnum]) -> None:
    for wrong in ("RED", "", None, 1, ["red"]):
        with pytest.raises(ValueError, match="is not a valid"):
            kind(wrong)
    with pytest.raises(KeyError):
        kind["red"]
    with pytest.raises(AttributeError):
        _ = kind.BLUE
    with pytest.raises(AttributeError):
        kind.RED.value = "green"
    with pytest.raises(AttributeError):
        kind.RED = "green"
