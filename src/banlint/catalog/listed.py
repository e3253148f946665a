"""Long lists in the index: rows found by name, by entity and by list, each read only when it is asked for."""

from collections.abc import Iterator, Mapping
from typing import Any

from banlint.catalog.names import NameRow, key
from banlint.catalog.packed import Places, Values
from banlint.named import NamedTuple


class ListedRow(NamedTuple):
    """A row of the list `roll`; `basis` is what its names are to its entity, `own` says that a file describes that.

    `keys` has the keys of its names, a line each, and `sure` how sure each makes of its company, a digit each: worked
    out once, where the index is made.
    """

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
    keys: str
    sure: str

    def texts(self) -> list[str]:
        """Its names, the official one first."""
        return texts(self.name, self.aliases)


def texts(name: str, aliases: str) -> list[str]:
    """The name and the aliases of a row, the official name first.

    >>> texts("Norse Optics", "Norse; NO-Optics")
    ['Norse Optics', 'Norse', 'NO-Optics']
    """
    return [name, *[alias for part in aliases.split(";") if (alias := part.strip())]]


# Values of the enums of `model`, which loading a catalog does not need.
_CONFIDENCES = ("possible", "probable", "certain")
_ALIAS, _AFFILIATE = "alias", "affiliate"
_KEYS = ListedRow._fields.index("keys")


def looked_up(name: str, aliases: str) -> tuple[str, str]:
    """The `keys` and `sure` of a row with these names."""
    said = texts(name, aliases)
    sure = (_CONFIDENCES.index(confidence(text, official=text == name)) for text in said)
    return "\n".join(map(key, said)), "".join(map(str, sure))


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


class Names(Mapping[str, tuple[NameRow, ...]]):
    """Names of list rows by `catalog.names.key`. They are only ever the whole of a field, never words within it."""

    __slots__ = ("_places", "_rows")

    def __init__(self, places: Places, rows: Values) -> None:
        self._places, self._rows = places, rows

    def get(self, name: str, default: Any = ()) -> Any:
        """The rows of `name`, surest first. A miss, which is the common case, raises nothing."""
        numbers = self._places.all(name)
        if not numbers:
            return default
        if len(numbers) == 1:
            row = self._rows[numbers[0]]
            place = _place(row[_KEYS], name)
            return (_name_row(row, place),) if place >= 0 else default
        found: dict[tuple[str, str], NameRow] = {}
        for number in numbers:
            row = self._rows[number]
            place = _place(row[_KEYS], name)
            if place >= 0:
                found.setdefault((row[0], row[1]), _name_row(row, place))
        if len(found) < 2:
            return tuple(found.values()) or default
        rows = list(found.values())
        if any(one.confidence != rows[0].confidence for one in rows):
            rows.sort(key=_doubt)
        return tuple(rows)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self.get(name))

    def __getitem__(self, name: str) -> tuple[NameRow, ...]:
        found: tuple[NameRow, ...] = self.get(name)
        if not found:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        names = (key(text) for number in range(len(self._rows)) for text in ListedRow(*self._rows[number]).texts())
        return (name for name in dict.fromkeys(names) if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _doubt(row: NameRow) -> int:
    return -_CONFIDENCES.index(row.confidence)


def _place(keys: str, name: str) -> int:
    r"""Which of a row's names has the key `name`; less than 0 where none has.

    >>> _place("norse optics\nnorse", "norse"), _place("norse optics\nnorse", "optics")
    (1, -1)
    """
    if keys == name:
        return 0
    # Texts are searched without making a part of each line.
    at = f"\n{keys}\n".find(f"\n{name}\n")
    return keys.count("\n", 0, at) if at >= 0 else -1


def _name_row(row: tuple[Any, ...], place: int) -> NameRow:
    """A row's name at `place`, straight from its values: this is on the way of every name that is looked up."""
    entity, roll, name, aliases, _, _, _, citation, basis, _, keys, sure = row
    if place:
        parts = aliases.split(";")
        # As many parts as keys below the first: none of them is empty.
        text = parts[place - 1].strip() if len(parts) == keys.count("\n") else texts(name, aliases)[place]
        if text != name and basis != _AFFILIATE:
            basis = _ALIAS
    else:
        text = name
    return NameRow._make(
        (entity, basis, _CONFIDENCES[int(sure[place])], text, roll, "", "", True, citation, False, False)
    )


class Rows(Mapping[str, list[dict[str, str]]]):
    """The rows of one list by entity."""

    __slots__ = ("_places", "_range", "_rows")

    def __init__(self, places: Places, rows: Values, numbers: range) -> None:
        self._places, self._rows, self._range = places, rows, numbers

    def __getitem__(self, entity: str) -> list[dict[str, str]]:
        found = [ListedRow(*self._rows[number]) for number in self._places.find(entity) if number in self._range]
        kept = [_record(row) for row in found if row.entity == entity]
        if not kept:
            raise KeyError(entity)
        return kept

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(ListedRow(*self._rows[number]).entity for number in self._range))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _record(row: ListedRow) -> dict[str, str]:
    columns = ("name", "aliases", "country", "listed_on", "delisted_on", "citation")
    return {column: getattr(row, column) for column in columns}


class Entities(Mapping[str, Mapping[str, Any]]):
    """The entities of files, and one for each company that only lists know."""

    __slots__ = ("_count", "_files", "_places", "_rows")

    def __init__(self, files: Mapping[str, Any], places: Places, rows: Values, count: int) -> None:
        self._files, self._places, self._rows, self._count = files, places, rows, count

    def __getitem__(self, entity: str) -> Mapping[str, Any]:
        if entity in self._files:
            record: Mapping[str, Any] = self._files[entity]
            return record
        rows = (ListedRow(*self._rows[number]) for number in self._places.find(entity))
        found = [row for row in rows if row.entity == entity]
        if not found:
            raise KeyError(entity)
        return _entity(found)

    def __contains__(self, entity: object) -> bool:
        return entity in self._files or (
            isinstance(entity, str) and ":" in entity and next(self._places.find(entity), None) is not None
        )

    def __iter__(self) -> Iterator[str]:
        yield from self._files
        # Row by row: whoever wants the files alone stops before the many rows are read.
        seen: set[str] = set()
        for number in range(len(self._rows)):
            row = ListedRow(*self._rows[number])
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
