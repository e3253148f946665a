"""The value types of banlint's vocabulary: frozen and plain.

They are named tuples rather than dataclasses because they are made by the
hundred thousand, cross process borders, and are imported at every start.
For the sake of that start they are those of `banlint.named`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Generic, NewType, Protocol, TextIO, TypeVar

from banlint.named import NamedTuple

EntityId = NewType("EntityId", str)
RegimeId = NewType("RegimeId", str)
ProfileId = NewType("ProfileId", str)
Fingerprint = NewType("Fingerprint", str)

Path = tuple[str | int, ...]
"""Keys and indices from the root of a document to a value in it."""

Data = Mapping[str, "Data"] | list["Data"] | str | int | float | bool | None
"""What a reader makes of a document. Numbers of a JSON text may be numbers or text."""


class Confidence(StrEnum):
    """How sure an identification is, weakest first."""

    POSSIBLE = "possible"
    PROBABLE = "probable"
    CERTAIN = "certain"

    @property
    def rank(self) -> int:
        """0 for `possible` up to 2 for `certain`."""
        return _CONFIDENCES.index(self)


_CONFIDENCES = tuple(Confidence)


class Verdict(StrEnum):
    """What a regime means for an asset, gravest first."""

    PROHIBITED = "prohibited"
    NEEDS_FACTS = "needs-facts"
    RESTRICTED = "restricted"
    SCHEDULED = "scheduled"
    PROPOSED = "proposed"
    WATCH = "watch"


class Role(StrEnum):
    """What an identifier on an asset is."""

    MANUFACTURER = "manufacturer"
    BRAND = "brand"
    SUPPLIER = "supplier"
    MODEL = "model"
    PART_NUMBER = "part_number"
    MAC = "mac"
    CPE = "cpe"
    PURL = "purl"
    FCC_ID = "fcc_id"
    SYSOBJECTID = "sysobjectid"
    PCI_ID = "pci_id"
    USB_ID = "usb_id"
    SERIAL = "serial"
    FIRMWARE = "firmware"
    DOMAIN = "domain"
    BANNER = "banner"
    """What a device says of itself on the network: a Server header, a realm, an SNMP sysDescr, a certificate."""
    SCOPE = "scope"
    """An ONVIF scope."""
    CHIP = "chip"
    """A part of the asset, never its maker: a system on a chip, a processor."""
    GPON = "gpon"
    """A GPON vendor id that stands by itself."""
    EDID = "edid"
    TEXT = "text"
    """Free text: a description, a comment. What it names is a mention, never by itself the maker."""
    ORIGIN = "origin"
    """These last three never point to a maker: facts that a finding rests on."""
    CATEGORY = "category"
    TARIFF_CODE = "tariff_code"


FACT_ROLES = frozenset({Role.ORIGIN, Role.CATEGORY, Role.TARIFF_CODE})
"""The roles of facts, which are no identifiers on an asset."""


class Basis(StrEnum):
    """What in the catalog an identifier met."""

    OFFICIAL_NAME = "official-name"
    ALIAS = "alias"
    BRAND = "brand"
    AFFILIATE = "affiliate"
    RELABEL = "relabel"
    MODEL_PATTERN = "model-pattern"
    OUI = "oui"
    CPE = "cpe"
    FCC_GRANTEE = "fcc-grantee"
    SNMP_ENTERPRISE = "snmp-enterprise"
    BUS_ID = "bus-id"
    BANNER = "banner"
    DOMAIN = "domain"
    GPON = "gpon"
    CHIP = "chip"
    MENTION = "mention"
    ORIGIN = "origin"
    """This one and those below name no maker: what a law asks of the thing itself."""
    CATEGORY = "category"
    TARIFF_CODE = "tariff-code"
    CAPABILITY = "capability"
    ALLOW_LIST = "allow-list"


class Span(NamedTuple):
    """A stretch of a file: 1-based lines and columns (characters), the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Place(NamedTuple):
    """Where a value is: the place of use and, where that is a YAML alias or a reference, where it is written."""

    span: Span
    anchor: Span | None = None
    cell: str = ""
    """The sheet and cell of a workbook, as `Stock!C14`; empty anywhere else."""


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


class Fact(NamedTuple):
    """A field that a condition of a law may ask for: its value as written and where it stands."""

    value: str
    path: Path
    field: str


class Identifier(NamedTuple):
    """A value on an asset that can point to a maker."""

    role: Role
    value: str
    path: Path
    field: str
    """The key as the file spells it, dotted where nested: `device_type.manufacturer.name`."""
    written: Path = ()
    """Where the value itself is written, when at `path` stands a reference to it."""


class Asset(NamedTuple):
    """One thing in an inventory that has a maker."""

    name: str
    path: Path
    identifiers: tuple[Identifier, ...]
    facts: Mapping[str, Fact] = {}
    parent: str = ""
    """The name of the asset this is a component of."""


class Match(NamedTuple):
    """An identifier's value led to an entity of the catalog."""

    entity: EntityId
    """Empty where it is known to be nobody's in the catalog."""
    basis: Basis
    confidence: Confidence
    term: str
    """What it met: the alias, prefix or pattern family, as the catalog spells it."""
    source: str
    """Where the catalog has that fact from."""
    since: str = ""
    """First and last ISO day the fact holds; empty where it has no such bound."""
    until: str = ""
    note: str = ""
    needs_maker: bool = False
    """True for what is too common to stand without other evidence beside it."""
    disputed: bool = False
    """True where public tables take it for somebody else's."""
    unverified: bool = False
    """True for a fact of low confidence, which counts only where such facts are asked for."""


class Evidence(NamedTuple):
    """A match and the identifier it rests on, with its place once that is known."""

    identifier: Identifier
    match: Match
    place: Place | None = None


class Law(NamedTuple):
    """A citation and its official address."""

    citation: str
    url: str = ""


class Identity(NamedTuple):
    """Everything that an asset's identifiers say about its maker, strongest first."""

    evidence: tuple[Evidence, ...]
    conflicts: tuple[str, ...] = ()
    determined: bool = True
    """False where no identifier names any maker at all."""


class Decision(NamedTuple):
    """What somebody decided of a finding: it is told and counted, and does not fail a run."""

    kind: str
    """`suppressed` by a note in the inventory, `waived` by a waiver, or `baselined`."""
    reason: str = ""
    reference: str = ""
    authority: str = ""
    """Who may waive it: `agency-head`, `dni`, `own-policy`; empty for what is not waived."""
    owner: str = ""
    until: str = ""
    """The last ISO day it holds, that day included; empty where it has no end."""
    path: str = ""
    line: int = 0
    """Where it is written."""


class Ask(NamedTuple):
    """What has to be known of an asset, and where the answer would stand."""

    question: str
    fields: tuple[str, ...] = ()
    """Of our inventory shape; empty where no field can say it."""
    unclear: str = ""
    """What the inventory says, where that does not settle it: `field: value`."""

    @property
    def text(self) -> str:
        """All of it, in words."""
        said = f" ({self.unclear} does not settle it)" if self.unclear else ""
        fields = " and ".join(f"`{field}`" for field in self.fields)
        return f"{self.question}{said}" + f" Answer in {fields}." * bool(fields)


class Duty(NamedTuple):
    """What a tariff comes to on an asset of known heading, origin and price."""

    percent: str
    """As a decimal number: `7.5`."""
    since: str
    """ISO day the rate began."""
    exposed: str
    """The duty on the price, to the cent, as a decimal number; empty where the price is not plainly an amount."""
    currency: str
    """As the price has it, a code or a sign; empty where it has none."""


class Finding(NamedTuple):
    """An asset that a regime covers, or may cover, or would."""

    path: str
    place: Place
    pointer: str
    asset: str
    parent: str
    identifiers: Mapping[str, str]
    """The asset's identifying fields as written, by role; never the whole record."""
    entity: EntityId
    entity_name: str
    regime: RegimeId
    regime_title: str
    clause: str
    verdict: Verdict
    confidence: Confidence
    reason: str
    """Why this verdict, in words: the act, the bound party, the dates."""
    evidence: tuple[Evidence, ...]
    law: tuple[Law, ...]
    effective: str
    """ISO day the ban took or takes effect for this listing; empty while only proposed."""
    questions: tuple[str, ...] = ()
    """What has to be known, and the field that would say it, where the verdict is `needs-facts`."""
    conflicts: tuple[str, ...] = ()
    covered: str = ""
    """Which condition is met, and by what."""
    mend: str = ""
    fingerprint: Fingerprint = Fingerprint("")
    line: str = ""
    """The line it is on, for a report that shows its place; empty where that is too long to show."""
    context: tuple[str, ...] = ()
    """What else the asset is said to be, a surveillance capability say; no part of the verdict."""
    facts: Mapping[str, str] = {}
    """What the asset says of its purpose, site, dates, contract and the like, by name of the fact, as written."""
    decision: Decision | None = None
    besides: tuple[str, ...] = ()
    """What else this regime says of the asset: its other clauses and acts, its later phases, its end. In words."""
    duty: Duty | None = None
    """Where it is a tariff in force."""
    asks: tuple[Ask, ...] = ()
    """The `questions`, in parts."""
    lifts: tuple[Ask, ...] = ()
    """What could lift the ban: exceptions that the asset may fall under. The verdict does not wait for them."""
    not_honoured: tuple[str, ...] = ()
    """Decisions that were meant for it and do not hold, each with the reason: lapsed, not yet begun."""


class Seen(NamedTuple):
    """An asset that was checked, whether or not anything was found of it."""

    path: str
    pointer: str
    asset: str
    parent: str
    determined: bool
    regimes: tuple[RegimeId, ...]
    """Every regime that has anything to say on the question: those with no finding let the asset pass."""


class Asker(NamedTuple):
    """A profile that asks for some of the assets only: those at some sites, or paid for by some funds."""

    profile: ProfileId
    sites: tuple[str, ...] = ()
    """Globs for the name or the kind of the site; empty: any."""
    funding: tuple[str, ...] = ()
    """Globs for what paid for it; empty: any."""


class Question(NamedTuple):
    """What is asked of the inventories: for whom, as of which day, under which bans."""

    profiles: tuple[ProfileId, ...]
    as_of: str
    """ISO day."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    purpose: str = ""
    """A purpose to assume for assets that state none."""
    include: tuple[str, ...] = ()
    """What is off by default and asked for: `unverified`."""
    mentions: bool = False
    """Whether to show what an asset only speaks of."""
    askers: tuple[Asker, ...] = ()
    """Who asks besides, for some of the assets."""
    horizon: str = ""
    """ISO day up to which what is to come is told even of assets that nothing speaks against today; empty: none."""


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
        ...

    def line(self, number: int) -> str:
        """The line of the file with that number, as text without its end; empty where it is too long to show."""
        ...


class Source(Protocol):
    """An input: a file or standard input, opened safely by `reading.source`."""

    name: str
    """The path as the user would write it, relative where it can be, with `/`."""

    def read(self) -> bytes:
        """All of it. Raises `InputError` over the size limit or when it changed meanwhile."""
        ...

    def blocks(self) -> Iterator[bytes]:
        """It, in blocks, never held whole."""
        ...


class Reader(Protocol):
    """Bytes to documents."""

    name: str

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether this reader should read a file of this name that begins with `head`."""
        ...

    def read(self, source: Source) -> Iterator[Document | Problem]:
        """The documents of `source`, and what could not be read of it. Raises only `InputError`."""
        ...


class Adapter(Protocol):
    """Documents to assets: one shape of inventory."""

    name: str

    def recognises(self, data: Data, name: str) -> bool:
        """Whether `data`, from a file called `name`, has this shape."""
        ...

    def assets(self, data: Data) -> Iterator[Asset]:
        """The assets of a document of this shape."""
        ...


class Matcher(Protocol):
    """One kind of identifier to entities. Pure: the engine remembers its answers."""

    name: str
    roles: frozenset[Role]

    def match(self, role: Role, value: str) -> Iterable[Match]:
        """What `value`, standing in a field of `role`, points to."""
        ...


class Reporter(Protocol):
    """A run to text, as it goes: `begin`, `finding` and `problem` any number of times, `end`.

    One that shows what passed has a method `asset` besides, which is handed a `Seen` for every asset, behind the
    findings of it. A run that has to tell of every asset does without short cuts, so have it only for that.
    """

    name: str

    def begin(self, info: RunInfo, out: TextIO) -> None:
        """Start a report on `out`."""
        ...

    def finding(self, finding: Finding) -> None:
        """Add a finding."""
        ...

    def problem(self, problem: Problem) -> None:
        """Add a problem."""
        ...

    def end(self, outcome: Outcome, footer: tuple[str, ...]) -> None:
        """Finish the report with the counts and the plugins' lines."""
        ...


AssetCheck = Callable[[Asset, Identity, Question], Iterable["Extra"]]
"""A code rule over one asset."""
InventoryCheck = Callable[[tuple[Asset, ...], Question], Iterable["Extra"]]
"""A code rule over all assets of one document."""


class Extra(NamedTuple):
    """A finding that a plugin's check adds; the engine supplies place, name and fingerprint."""

    asset: Asset
    rule: str
    """The plugin's own id of the rule, shown where a regime id would be."""
    title: str
    verdict: Verdict
    confidence: Confidence
    reason: str
    path: Path = ()
    """The value to point at; the asset itself where empty."""
    law: tuple[Law, ...] = ()
    mend: str = ""


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
