"""A run: what goes wrong in it, what comes of it, and the parts that plugins, ours among them, bring to it."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from banlint.hints import Generic, Protocol, TextIO, TypeVar
from banlint.model.assets import Asset, Data, Identity, Match, Path, Place, Role
from banlint.model.judgement import Extra, Finding, Question, Verdict
from banlint.named import NamedTuple


class Problem(NamedTuple):
    """Something that stopped a check of a file, pack, plugin or report. A value, not a crash."""

    kind: str
    """`input`, `config`, `pack`, `plugin`, `report` or `usage`."""
    message: str
    """What is wrong with the value shown, on one line."""
    mend: str = ""
    """What would put it right."""
    path: str = ""
    line: int = 0
    column: int = 0


class Notice(NamedTuple):
    """Something of the recorded decisions that somebody should look at; it stops no check and fails none."""

    kind: str
    """`malformed`, `lapsed`, `lapsing`, `unused`, `unknown`, `duplicate`, `authority`, `stale`, `added` or `more`."""
    message: str
    mend: str = ""
    path: str = ""
    line: int = 0
    column: int = 0


class Added(NamedTuple):
    """A waiver that a change adds to what its protected revision holds."""

    path: str
    line: int
    says: str
    """What it waives, by whose authority, why and until when, on one line."""


class PolicyInfo(NamedTuple):
    """Where the recorded decisions of a run come from."""

    waivers: str = ""
    baseline: str = ""
    revision: str = ""
    """The protected revision that settings, waivers and baseline were read from; empty for the files as they are."""
    honoured: bool = True
    """False where suppressions and waivers were asked to hold for nothing."""
    added: tuple[Added, ...] = ()
    facts: str = ""
    """The facts file that answers what inventories leave open, and its hash."""
    facts_sha256: str = ""


class RunInfo(NamedTuple):
    """What is known before the first file is read."""

    version: str
    catalog: Mapping[str, str | int]
    """`name`, `version`, `edition`, `sha256`, and the counts `regimes` and `entities`."""
    question: Question
    policy: PolicyInfo = PolicyInfo()


class Counts(NamedTuple):
    """How much a run saw. The parts always add up: `files` is read, failed and skipped together."""

    files: int = 0
    files_read: int = 0
    files_failed: int = 0
    files_skipped: int = 0
    """Files below a named folder that are no inventory by name or content."""
    files_without_assets: int = 0
    """Files read in full in which there is no hardware."""
    assets: int = 0
    undetermined: int = 0
    findings: int = 0
    """All of them, decided or not: those by verdict, suppressed, waived and baselined together."""
    by_verdict: Mapping[str, int] = {}
    """Only those of which nothing was decided."""
    suppressed: int = 0
    waived: int = 0
    baselined: int = 0


class Outcome(NamedTuple):
    """Everything a run saw, less the findings, which are streamed."""

    info: RunInfo
    counts: Counts
    problems: tuple[Problem, ...]
    failing: int
    """Findings whose verdict reaches the failing level and of which nothing was decided."""
    fail_on: tuple[Verdict, ...]
    allow_empty: bool = False
    exit_zero: bool = False
    notices: tuple[Notice, ...] = ()


class Document(Protocol):
    """One document of an inventory: plain data, and a way to find any part of it."""

    data: Data
    prefix: str
    """What a pointer into this document begins with: empty, `@2` in a stream, `row:7` in a table."""

    def locate(self, path: Path) -> Place:
        """The place of the value at `path`; of its nearest enclosing value where it has none."""

    def line(self, number: int) -> str:
        """The line of the file with that number, as text without its end; empty where it is too long to show."""


class Source(Protocol):
    """An input: a file or standard input, opened safely by `reading.source`."""

    name: str
    """The path as the user would write it, relative where it can be, with `/`."""

    def read(self) -> bytes:
        """All of it. Raises `InputError` over the size limit or when it changed meanwhile."""

    def blocks(self) -> Iterator[bytes]:
        """It, in blocks, never held whole."""


class Reader(Protocol):
    """Bytes to documents."""

    name: str

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether this reader should read a file of this name that begins with `head`."""

    def read(self, source: Source) -> Iterator[Document | Problem]:
        """The documents of `source`, and what could not be read of it. Raises only `InputError`."""


class Adapter(Protocol):
    """Documents to assets: one shape of inventory."""

    name: str

    def recognises(self, data: Data, name: str) -> bool:
        """Whether `data`, from a file called `name`, has this shape."""

    def assets(self, data: Data) -> Iterator[Asset]:
        """The assets of a document of this shape."""


class Matcher(Protocol):
    """One kind of identifier to entities. Pure: the engine remembers its answers."""

    name: str
    roles: frozenset[Role]

    def match(self, role: Role, value: str) -> Iterable[Match]:
        """What `value`, standing in a field of `role`, points to."""


class Reporter(Protocol):
    """A run to text, as it goes: `begin`, `finding` and `problem` any number of times, `end`.

    One that shows what passed has a method `asset` besides, which is handed a `Seen` for every asset, behind the
    findings of it. A run that has to tell of every asset does without short cuts, so have it only for that.
    """

    name: str

    def begin(self, info: RunInfo, out: TextIO) -> None:
        """Start a report on `out`."""

    def finding(self, finding: Finding) -> None:
        """Add a finding."""

    def problem(self, problem: Problem) -> None:
        """Add a problem."""

    def end(self, outcome: Outcome, footer: tuple[str, ...]) -> None:
        """Finish the report with the counts and the plugins' lines."""


AssetCheck = Callable[[Asset, Identity, Question], Iterable[Extra]]
"""A code rule over one asset."""

InventoryCheck = Callable[[tuple[Asset, ...], Question], Iterable[Extra]]
"""A code rule over all assets of one document."""

Part_co = TypeVar("Part_co", covariant=True)


class Registered(NamedTuple, Generic[Part_co]):
    """A part and the name of the plugin that registered it, for the message when it fails."""

    plugin: str
    part: Part_co


class Parts(NamedTuple):
    """Everything that plugins, ours among them, registered for a run."""

    readers: tuple[Registered[Reader], ...]
    adapters: tuple[Registered[Adapter], ...]
    matchers: tuple[Registered[Matcher], ...]
    asset_checks: tuple[Registered[AssetCheck], ...] = ()
    inventory_checks: tuple[Registered[InventoryCheck], ...] = ()
