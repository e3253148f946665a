"""The catalog as matching and judging see it: plain tables, made once, read only."""

from collections.abc import Callable, Container, ItemsView, Iterator, KeysView, Mapping, Sequence
from types import MappingProxyType

from banlint.catalog import listed
from banlint.catalog.names import NameRow
from banlint.catalog.packed import Places
from banlint.catalog.store import Index
from banlint.hints import Any, Generic, TypeVar
from banlint.named import NamedTuple
from banlint.text import fold

__all__ = ["BannerRow", "Catalog", "CodeRow", "LineRow", "ModelRow", "NameRow", "OuiRow", "Record", "Rows", "VetoRow"]

_LONGEST_PLACEHOLDER = 60
Row = TypeVar("Row")
Record = Mapping[str, Any]
"""One file of a pack as its schema allows it: text, lists and mappings; keys the format makes optional are there."""


class VetoRow(NamedTuple):
    """A name that looks like an entity's and is not."""

    entity: str
    text: str
    why: str


class ModelRow(NamedTuple):
    """A pattern of model numbers, in RE2 syntax, for upper-cased text."""

    entity: str
    id: str
    family: str
    pattern: str
    stands_alone: bool
    confidence: str
    source: str
    chip: bool = False
    """Whether what it names is a chip, which may as well be part of something else."""


class LineRow(NamedTuple):
    """Models of a brand with several makers that are known not to be this entity's, in RE2 syntax."""

    entity: str
    pattern: str
    family: str
    source: str


class OuiRow(NamedTuple):
    """A block of MAC addresses. `basis` is the pack's: `parent`, `former` ...; `trap` has no entity.

    `disputed`: public tables give the block to another than its registrant.
    """

    entity: str
    basis: str
    registrant: str
    until: str
    source: str


class CodeRow(NamedTuple):
    """A registered code: an enterprise number, a bus vendor, a CPE vendor, a grantee."""

    entity: str
    text: str
    confidence: str
    source: str
    note: str


class BannerRow(NamedTuple):
    """What devices say of themselves on the network. `match` is how: `exact`, `prefix`, `word` or `contains`."""

    entity: str
    text: str
    confidence: str
    source: str
    note: str
    kind: str
    match: str


class Rows(Mapping[str, Row], Generic[Row]):
    """A table that keeps equal rows once, and makes them named tuples when they are looked up: it loads at no cost."""

    __slots__ = ("_make", "_places", "_rows")

    def __init__(self, table: tuple[Mapping[str, int], Sequence[Any]], make: Callable[[Any], Row]) -> None:
        self._places, self._rows = table
        self._make = make

    def __getitem__(self, key: str) -> Row:
        return self._make(self._rows[self._places[key]])

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def get(self, key: str, default: Any = None) -> Any:
        """The row of `key`. A miss, which is the common case, raises nothing."""
        place = self._places.get(key)
        return default if place is None else self._make(self._rows[place])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def keys(self) -> KeysView[str]:
        """The keys, asked for without a step in Python."""
        return self._places.keys()

    def items(self) -> ItemsView[str, Row]:
        """All of it, each distinct row made once."""
        made = list(map(self._make, self._rows))
        return {key: made[place] for key, place in self._places.items()}.items()

    def __len__(self) -> int:
        return len(self._places)


def _name_rows(rows: tuple[tuple[Any, ...], ...]) -> tuple[NameRow, ...]:
    return tuple(map(NameRow._make, rows))


class Catalog:
    """All entities, regimes and identifiers of the packs in use.

    `info` has `name`, `version`, `edition`, `sha256`, and the counts `regimes` and `entities`. `names` and `vetoes`
    are keyed by `catalog.names.key`, `longest` by the first word of a name that is not exact: the most words of one
    that begins so. `oui` is keyed by 6, 7 or 9 upper-case hex digits, `snmp` by enterprise number, `bus` by
    `pci:19e5`, `cpe` by vendor, `fcc` by grantee code, `domain` by the end of a host name, `gpon` by vendor id,
    `banners` by folded text. `makers` holds the keys of firms that are nobody in the catalog. `listed` has the names
    that only rows of long lists give, keyed as `names`: they match a whole field and nothing less. `slips` is for
    `catalog.slips`; `heads` are those of `models`, by `catalog.heads`. `lines` has, by the
    key of a brand that several firms make goods for, the models that one of them does not make; `context`, by entity,
    tab and term, the words for the kinds of things that bear a common term out; `trades` has the folded words of trades
    that make no equipment. Folded words too: beside those of `about_another` a name is not said of the thing itself,
    after those of `goes_with`, which are among them, neither is a model, and `fillers` may stand in between; those of
    `made` and `original` say who made a thing, unless one of `denials` stands before them. `placeholders` are folded
    values. `controls` is what every run checks first, empty where no pack has any.
    """

    __slots__ = (
        "_index", "_shelf", "about_another", "banners", "bus", "context", "controls", "cpe", "denials", "domain", "fcc",
        "fillers", "goes_with", "gpon", "heads", "info", "lines", "listed", "longest", "made", "makers", "models",
        "names", "original", "oui", "placeholders", "slips", "snmp", "trades", "vetoes",
    )  # fmt: skip

    def __init__(self, index: Index) -> None:
        hot = index.hot()
        self._index = index
        self.info: Mapping[str, str | int] = hot["info"]
        self.controls: Record = hot["controls"]
        self.names: Mapping[str, tuple[NameRow, ...]] = Rows(hot["names"], _name_rows)
        self._shelf = listed.Shelf(index.rows)
        self.listed: Mapping[str, tuple[NameRow, ...]] = listed.Names(Places(hot["listed"]), self._shelf)
        self.longest: Mapping[str, int] = hot["longest"]
        self.slips: bytes = hot["slips"]
        self.vetoes: Mapping[str, VetoRow] = Rows(hot["vetoes"], VetoRow._make)
        self.models: tuple[ModelRow, ...] = tuple(map(ModelRow._make, hot["models"]))
        self.heads: list[str] | None = hot["heads"]
        self.context: Mapping[str, frozenset[str]] = Rows(hot["context"], frozenset)
        self.trades = frozenset[str](hot["trades"])
        self.about_another = frozenset[str](hot["about_another"])
        self.goes_with = frozenset[str](hot["goes_with"])
        self.fillers = frozenset[str](hot["fillers"])
        self.made = frozenset[str](hot["made"])
        self.original = frozenset[str](hot["original"])
        self.denials = frozenset[str](hot["denials"])
        self.placeholders = frozenset[str](hot["placeholders"])
        self.lines: Mapping[str, tuple[LineRow, ...]] = {
            name: tuple(map(LineRow._make, rows)) for name, rows in hot["lines"].items()
        }
        self.oui: Mapping[str, OuiRow] = Rows(hot["oui"], OuiRow._make)
        self.snmp: Mapping[str, CodeRow] = Rows(hot["snmp"], CodeRow._make)
        self.bus: Mapping[str, CodeRow] = Rows(hot["bus"], CodeRow._make)
        self.cpe: Mapping[str, CodeRow] = Rows(hot["cpe"], CodeRow._make)
        self.fcc: Mapping[str, CodeRow] = Rows(hot["fcc"], CodeRow._make)
        self.domain: Mapping[str, CodeRow] = Rows(hot["domain"], CodeRow._make)
        self.gpon: Mapping[str, CodeRow] = Rows(hot["gpon"], CodeRow._make)
        self.banners: Mapping[str, BannerRow] = Rows(hot["banner"], BannerRow._make)
        self.makers: Container[str] = Rows(hot["makers"], tuple)

    def is_placeholder(self, value: str) -> bool:
        """Whether `value`, written where a maker should be, names none, as `unknown` and `?`."""
        folded = fold(value) if len(value) <= _LONGEST_PLACEHOLDER else value
        return not folded or folded in self.placeholders

    @property
    def entities(self) -> Mapping[str, Record]:
        """The entity files by id, and one record for each company that only lists know: read when it is asked for."""
        law = self._index.law()
        places, count = law["listed"]
        return listed.Entities(law["entities"], Places(places), self._shelf, count)

    @property
    def regimes(self) -> Mapping[str, Record]:
        """The regime files by id."""
        return self._law("regimes")

    @property
    def profiles(self) -> Mapping[str, Record]:
        """The profile files by id."""
        return self._law("profiles")

    @property
    def papers(self) -> Mapping[str, Record]:
        """The paper files by id."""
        return self._law("papers")

    @property
    def calendars(self) -> Mapping[str, Record]:
        """The calendar files by id."""
        return self._law("calendars")

    @property
    def vocabulary(self) -> Mapping[str, Record]:
        """`parties`, `acts`, `categories`, `purposes`, `site_kinds`, `countries`, `capabilities` ..., each by term."""
        return self._law("vocabulary")

    @property
    def sources(self) -> Mapping[str, Record]:
        """Every source by id: `title`, `url`, `read`, `note`."""
        return self._law("sources")

    @property
    def lists(self) -> Mapping[str, Record]:
        """The long lists by id: entity id to its rows, read when they are asked for.

        A row has `name`, `aliases` (parted by `;`), `country`, `listed_on`, `delisted_on`, `citation`.
        """
        law = self._index.law()
        places = Places(law["listed"][0])
        return {name: listed.Rows(places, self._shelf, range(*ends)) for name, ends in law["lists"].items()}

    def _law(self, part: str) -> Mapping[str, Record]:
        """A table of the section that only judging and explaining need: verified and read at its first use."""
        return MappingProxyType(self._index.law()[part])
