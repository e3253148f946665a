"""What stands in an inventory: assets, their identifiers and facts, their places, and what they tell of a maker."""

from collections.abc import Mapping

from banlint.hints import NewType
from banlint.named import NamedTuple, StrEnum

EntityId = NewType("EntityId", str)

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


class Identity(NamedTuple):
    """Everything that an asset's identifiers say about its maker, strongest first."""

    evidence: tuple[Evidence, ...]
    conflicts: tuple[str, ...] = ()
    determined: bool = True
    """False where no identifier names any maker at all."""
