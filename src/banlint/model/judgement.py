"""What is asked of assets and what is made of them: a verdict by a law, open questions, decisions."""

from collections.abc import Mapping

from banlint.hints import NewType
from banlint.model.assets import Asset, Confidence, EntityId, Evidence, Path, Place
from banlint.named import NamedTuple, StrEnum

RegimeId = NewType("RegimeId", str)
ProfileId = NewType("ProfileId", str)
Fingerprint = NewType("Fingerprint", str)


class Verdict(StrEnum):
    """What a regime means for an asset, gravest first."""

    PROHIBITED = "prohibited"
    NEEDS_FACTS = "needs-facts"
    RESTRICTED = "restricted"
    SCHEDULED = "scheduled"
    PROPOSED = "proposed"
    WATCH = "watch"


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


class Law(NamedTuple):
    """A citation and its official address."""

    citation: str
    url: str = ""


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
