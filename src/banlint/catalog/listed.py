"""Long lists in the index: rows found by name, by entity and by list, each read only when it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial

from banlint.catalog.names import NameRow, key
from banlint.catalog.packed import Places, Values, parted
from banlint.hints import Any
from banlint.named import NamedTuple


class ListedRow(NamedTuple):
    """A row of the list `roll`; `basis` is what its names are to its entity, `own` says that a file describes that."""

    entity: str
    roll: str
    name: str
    aliases: str
    country: str
    listed_on: str
    delisted_on: str
    citation: str
    basis: str
    own: bool

    def texts(self) -> list[str]:
        """Its names, the official one first."""
        return texts(self.name, self.aliases)


def texts(name: str, aliases: str) -> list[str]:
    """The name and the aliases of a row, the official name first.

    >>> texts("Norse Optics", "Norse; NO-Optics")
    ['Norse Optics', 'Norse', 'NO-Optics']
    """
    return [name, *[alias for part in aliases.split(";") if (alias := part.strip())]]


Ground = tuple[str, str, str, str]
"""What a name of a list rests on: basis, confidence, list and citation."""
_PARTS, _OF_ENTITY = 4, 3
_new = tuple.__new__
# Values of the enums of `model`, which loading a catalog does not need.
_CONFIDENCES = ("possible", "probable", "certain")


def confidence(text: str, *, official: bool) -> str:
    """How sure a name of a list makes of its company.

    Nobody reviewed these one by one, and a single word is many a firm's name: it is only ever possible. So is a name
    that no more than its legal form tells from a word.
    """
    if is_one_word(text):
        return "possible"
    return "certain" if official else "probable"


def is_one_word(text: str) -> bool:
    """Whether a name is one Latin word, but for its legal form.

    >>> is_one_word("Norse Ltd."), is_one_word("NO-Optics"), is_one_word("Norse Optics")
    (True, True, False)
    """
    words = key(text)
    return words.isascii() and (" " not in words or " " not in text.strip())


class Shelf:
    """What the index holds of lists, read when something of it is asked for.

    `rows`: the number of the entity and of the grounds of the official name, whether a file describes the entity, then
    the row's own texts. `entities`: their ids. `names`: for each entity that a name may mean, surest first, its text,
    the id of the entity and the number of the grounds. `grounds`: each of them once.
    """

    def __init__(self, section: Callable[[], memoryview]) -> None:
        self._section = section
        self.rows, self.entities, self.names, self.grounds = (
            Values(partial(self._part, number)) for number in range(_PARTS)
        )
        self._grounds: dict[int, Ground] = {}

    @cached_property
    def _parts(self) -> list[memoryview]:
        return parted(self._section())

    def _part(self, number: int) -> memoryview:
        return self._parts[number]

    def row(self, number: int) -> ListedRow:
        """The row of that number, under its entity."""
        entity, ground, own, name, aliases, country, since, until = self.rows[number]
        basis, _, roll, citation = self.ground(ground)
        return ListedRow(self.entities[entity], roll, name, aliases, country, since, until, citation, basis, own)

    def ground(self, number: int) -> Ground:
        """The grounds of that number, of which there are few."""
        found = self._grounds.get(number)
        if found is None:
            found = self._grounds[number] = self.grounds[number]
        return found


class Names(Mapping[str, tuple[NameRow, ...]]):
    """Names of list rows by `catalog.names.key`. They are only ever the whole of a field, never words within it."""

    __slots__ = ("_places", "_shelf")

    def __init__(self, places: Places, shelf: Shelf) -> None:
        self._places, self._shelf = places, shelf

    def get(self, name: str, default: Any = ()) -> Any:
        """The rows of `name`, surest first. A miss, which is the common case, raises nothing."""
        for number in self._places.all(name):
            found = self._shelf.names[number]
            # Two texts of one hash do not begin alike as well; the whole key is dearer to make.
            if found[0].lower().startswith(name) or key(found[0]) == name:
                if len(found) == _OF_ENTITY:
                    return (self._row(*found),)
                return tuple(self._row(*found[at : at + _OF_ENTITY]) for at in range(0, len(found), _OF_ENTITY))
        return default

    def _row(self, text: str, entity: str, ground: int) -> NameRow:
        basis, sure, roll, citation = self._shelf.ground(ground)
        # In one piece: this is made for every name that is met.
        return _new(NameRow, (entity, basis, sure, text, roll, "", "", True, citation, False, False))

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self.get(name))

    def __getitem__(self, name: str) -> tuple[NameRow, ...]:
        found: tuple[NameRow, ...] = self.get(name)
        if not found:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        names = self._shelf.names
        return (key(names[number][0]) for number in range(len(names)))

    def __len__(self) -> int:
        return len(self._shelf.names)


class Rows(Mapping[str, list[dict[str, str]]]):
    """The rows of one list by entity."""

    __slots__ = ("_places", "_range", "_shelf")

    def __init__(self, places: Places, shelf: Shelf, numbers: range) -> None:
        self._places, self._shelf, self._range = places, shelf, numbers

    def __getitem__(self, entity: str) -> list[dict[str, str]]:
        found = [self._shelf.row(number) for number in self._places.all(entity) if number in self._range]
        kept = [_record(row) for row in found if row.entity == entity]
        if not kept:
            raise KeyError(entity)
        return kept

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(self._shelf.row(number).entity for number in self._range))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _record(row: ListedRow) -> dict[str, str]:
    columns = ("name", "aliases", "country", "listed_on", "delisted_on", "citation")
    return {column: getattr(row, column) for column in columns}


class Entities(Mapping[str, Mapping[str, Any]]):
    """The entities of files, and one for each company that only lists know."""

    __slots__ = ("_count", "_files", "_places", "_shelf")

    def __init__(self, files: Mapping[str, Any], places: Places, shelf: Shelf, count: int) -> None:
        self._files, self._places, self._shelf, self._count = files, places, shelf, count

    def __getitem__(self, entity: str) -> Mapping[str, Any]:
        if entity in self._files:
            record: Mapping[str, Any] = self._files[entity]
            return record
        rows = (self._shelf.row(number) for number in self._places.all(entity))
        found = [row for row in rows if row.entity == entity]
        if not found:
            raise KeyError(entity)
        return _entity(found)

    def __contains__(self, entity: object) -> bool:
        return entity in self._files or (isinstance(entity, str) and ":" in entity and bool(self._places.all(entity)))

    def __iter__(self) -> Iterator[str]:
        yield from self._files
        # Row by row: whoever wants the files alone stops before the many rows are read.
        seen: set[str] = set()
        for number in range(len(self._shelf.rows)):
            row = self._shelf.row(number)
            if not row.own and row.entity not in seen:
                seen.add(row.entity)
                yield row.entity

    def __len__(self) -> int:
        return len(self._files) + self._count


def _entity(rows: list[ListedRow]) -> dict[str, Any]:
    first = rows[0]
    names = {text: row.roll for row in reversed(rows) for text in reversed(row.texts())}
    return {
        "id": first.entity,
        "name": first.name,
        "short": first.name,
        "country": next((row.country for row in rows if row.country), ""),
        "list": first.roll,
        "names": [
            {"text": text, "kind": "official" if any(row.name == text for row in rows) else "alias", "source": source}
            for text, source in reversed(names.items())
        ],
        **{kind: [] for kind in ("brands", "affiliates", "relabels", "models", "look_alikes")},
        "summary": "",
    }
