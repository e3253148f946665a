"""A catalog of a few rows, and short ways to ask it."""

from __future__ import annotations

from collections.abc import Callable

from banlint.catalog import heads, slips
from banlint.catalog.index import BannerRow, Catalog, CodeRow, LineRow, ModelRow, OuiRow, VetoRow
from banlint.catalog.names import NameRow, key
from banlint.match import MATCHERS
from banlint.match.engine import Engine
from banlint.model import Asset, Fact, Identifier, Identity, Registered, Role
from banlint.text import fold

Name = tuple[str, str, str, str, str, str, bool]

OFFICIAL, ALIAS, BRAND, AFFILIATE, RELABEL = "official-name", "alias", "brand", "affiliate", "relabel"

# entity, basis, confidence, text, since, until, exact
NAMES = (
    ("hikvision", OFFICIAL, "certain", "Hangzhou Hikvision Digital Technology Co., Ltd.", "", "", False),
    ("hikvision", ALIAS, "certain", "Hikvision", "", "", False),
    ("hikvision", ALIAS, "certain", "海康威视", "", "", False),
    ("hikvision", ALIAS, "certain", "海康", "", "", False),
    ("hikvision", ALIAS, "probable", "HIK", "", "", True),
    ("hikvision", ALIAS, "probable", "Hikvison", "", "", False),
    ("hikvision", BRAND, "certain", "HiWatch", "", "", False),
    ("hikvision", RELABEL, "possible", "LTS", "", "", True),
    ("hikvision", RELABEL, "possible", "Honeywell", "", "", False),
    ("dahua", RELABEL, "possible", "Honeywell", "", "", False),
    ("dahua", OFFICIAL, "certain", "Zhejiang Dahua Technology Co., Ltd.", "", "", False),
    ("dahua", ALIAS, "certain", "Dahua", "", "", False),
    ("dahua", AFFILIATE, "certain", "Lorex", "2018-02-06", "2022-11-24", False),
    ("huawei", OFFICIAL, "certain", "Huawei Technologies Co., Ltd.", "", "", False),
    ("huawei", ALIAS, "certain", "Huawei", "", "", False),
    ("huawei", ALIAS, "certain", "华为", "", "", False),
    ("zte", OFFICIAL, "certain", "ZTE Corporation", "", "", False),
    ("zte", OFFICIAL, "certain", "Zhongxing Telecom Ltd.", "", "", False),
    ("tp-link", ALIAS, "certain", "TP-Link", "", "", False),
    ("dji", ALIAS, "certain", "DJI", "", "", False),
)
VETOES = (
    ("zte", "ZTE Parsian"),
    ("dahua", "Shanghai Dahua Scale Factory"),
    ("hikvision", "Haivision"),
    ("hikvision", "Dahua"),
)
MODELS = (
    ("hikvision", "ds-2", "DS-2 cameras", r"\bI?DS-?2(?:CD|CE|DE)[A-Z0-9]{2,}", True, "certain", "src"),
    ("dahua", "ipc-h", "IPC-H cameras", r"\b(?:DHI?-)?IPC-H(?:FW|DBW|DW)\d{2,5}[A-Z0-9]*", True, "certain", "src"),
    ("huawei", "ar", "AR routers", r"\bAR\d{3,4}[A-Z]{0,3}", False, "probable", "src"),
    ("zte", "k-z", "operator sticks", r"\bK(?:35|38|45|50)\d{2}-Z\b", True, "probable", "src"),
    ("huawei", "soc", "chips", r"\bHI3[1-7]\d{2}(?:[A-Z]{1,3}V\d{3})?\b", True, "possible", "src", True),
)
OUI = {
    "4419B6": ("hikvision", "parent", "Hangzhou Hikvision Digital Technology Co.,Ltd.", "", "ieee"),
    "3CEF8C": ("dahua", "parent", "Zhejiang Dahua Technology Co., Ltd.", "", "ieee"),
    "001882": ("huawei", "parent", "HUAWEI TECHNOLOGIES CO.,LTD", "", "ieee"),
    "70B3D50AE": ("hytera", "subsidiary", "Norsat International Inc.", "", "ieee"),
    "AC64DD5": ("zte", "subsidiary", "SHANGHAI ZTE TECHNOLOGIES CO.,LTD", "", "ieee"),
    "AC64DD": ("huawei", "parent", "made up around the smaller block", "", "ieee"),
    "AC64DD7": ("", "trap", "somebody else's smaller block", "", "ieee"),
    "001E96": ("hytera", "former", "Sepura Limited", "2022-07-14", "ieee"),
    "9C8ECD": ("dahua", "relabel", "Amcrest Technologies", "", "ieee"),
    "800902": ("", "disputed", "Keysight Technologies, Inc.", "", "ieee"),
}
SNMP = {
    "2011": ("huawei", "HUAWEI Technology Co.,Ltd", "certain", "iana", ""),
    "1004849": ("dahua", "not assigned", "probable", "librenms", "squatted"),
}
BUS = {
    "pci:19e5": ("huawei", "Huawei Technologies Co., Ltd.", "certain", "pci.ids", ""),
    "usb:12d1": ("huawei", "Huawei Technologies Co., Ltd.", "certain", "usb.ids", ""),
    "usb:19d2": ("zte", "ZTE WCDMA Technologies MSM", "certain", "usb.ids", ""),
    "usb:05c6:6613": ("zte", "Onda H600", "probable", "usb.ids", ""),
    "edid:HWV": ("huawei", "Huawei Technologies Co., Inc.", "certain", "pnp.ids", ""),
}
CPE = {
    "huawei": ("huawei", "huawei", "certain", "nmap", ""),
    "tp-link": ("tp-link", "tp-link", "certain", "nmap", ""),
}
BANNERS = (
    ("hikvision", "Hikvision-Webs", "certain", "recog", "", "http-server", "prefix"),
    ("hikvision", "DNVRS-Webs", "probable", "recog", "", "http-server", "prefix"),
    ("hikvision", "Hikvision", "certain", "recog", "", "http-realm", "exact"),
    ("hikvision", "O=HIKVISION", "certain", "recog", "", "x509", "word"),
    ("dahua", "Dahua Rtsp Server", "certain", "recog", "", "rtsp-server", "prefix"),
    ("huawei", "HUAWEI-1.5", "certain", "recog", "", "ssh", "exact"),
    ("zte", "cpe@zte.com", "certain", "recog", "", "http-realm", "exact"),
    ("zte", "ztecorp", "possible", "recog", "", "http-server", "contains"),
    ("zte", "ZXA", "possible", "recog", "", "snmp", "prefix"),
)
DOMAINS = {
    "hik-connect.com": ("hikvision", "", "probable", "src", ""),
    "easy4ipcloud.com": ("dahua", "", "probable", "src", "brands it makes for use it too"),
}
GPON = {
    "HWTC": ("huawei", "HWTC", "probable", "hack-gpon", ""),
    "ZTEG": ("zte", "ZTEG", "probable", "hack-gpon", ""),
}
LINES = {"honeywell": (("dahua", r"\bHC[36]0W", "30 and 60 Series", "src"),)}
MAKERS = ("Huaweii Optics", "Hurray Cloud")
TRADES = ("hotel", "mining", "spa")
GOES_WITH = frozenset({"for", "compatible", "fits", "replaced", "replaces", "fur"})
ABOUT_ANOTHER = GOES_WITH | {"formerly", "non", "not", "no"}
FILLERS = frozenset({"with", "the"})
MADE = frozenset({"made", "built", "manufactured", "rebadged", "relabelled"})
ORIGINAL = frozenset({"oem", "odm"})
DENIALS = frozenset({"never", "kein"})
PLACEHOLDERS = frozenset({"n a", "unknown", "generic", "other", "oem", "none", "to be filled by o e m"})
FCC = {
    "QIS": ("huawei", "Huawei Technologies", "certain", "fcc", ""),
    "2ANDR": ("dji", "DJI", "certain", "fcc", ""),
}


def build(names: tuple[Name, ...] = NAMES) -> Catalog:
    """The catalog of these rows, made in memory: what it looks like on disk is no concern of matching."""
    rows: dict[str, tuple[NameRow, ...]] = {}
    longest: dict[str, int] = {}
    for entity, basis, confidence, text, since, until, exact in names:
        folded = key(text)
        row = NameRow(entity, basis, confidence, text, "src", since, until, exact, "")
        rows[folded] = (*rows.get(folded, ()), row)
        if not exact:
            first, *rest = folded.split()
            longest[first] = max(longest.get(first, 0), 1 + len(rest))
    catalog = Catalog.__new__(Catalog)
    catalog.names = rows
    catalog.listed = {}
    catalog.longest = longest
    catalog.slips = slips.packed(rows)
    catalog.vetoes = {key(text): VetoRow(entity, text, "another firm") for entity, text in VETOES}
    catalog.models = tuple(ModelRow(*row) for row in MODELS)
    catalog.heads = heads.heads(row.pattern for row in catalog.models)
    catalog.oui = {prefix: OuiRow(*row) for prefix, row in OUI.items()}
    catalog.snmp, catalog.bus, catalog.cpe, catalog.fcc, catalog.domain, catalog.gpon = (
        {code: CodeRow(*row) for code, row in table.items()} for table in (SNMP, BUS, CPE, FCC, DOMAINS, GPON)
    )
    catalog.banners = {fold(row[1]): BannerRow(*row) for row in BANNERS}
    catalog.lines = {brand: tuple(map(LineRow._make, rows)) for brand, rows in LINES.items()}
    catalog.context = {"huawei\tAR routers": frozenset({"router"})}
    catalog.trades = frozenset(TRADES)
    catalog.about_another, catalog.goes_with, catalog.fillers = ABOUT_ANOTHER, GOES_WITH, FILLERS
    catalog.made, catalog.original, catalog.denials = MADE, ORIGINAL, DENIALS
    catalog.placeholders = PLACEHOLDERS
    catalog.makers = frozenset(map(key, MAKERS))
    return catalog


def engine_of(catalog: Catalog) -> Engine:
    return Engine(catalog, [Registered("banlint", make(catalog)) for make in MATCHERS])


Found = Callable[[Role, str], set[tuple[str, str, str]]]


def asset(*, day: str = "", **fields: str) -> Asset:
    """An asset with one identifier per keyword, named after roles, and perhaps a purchase date."""
    facts = {"purchase_date": Fact(day, ("purchase_date",), "purchase_date")} if day else {}
    return Asset("one", (), tuple(Identifier(Role(role), text, (role,), role) for role, text in fields.items()), facts)


def told(identity: Identity) -> dict[str, str]:
    """The best confidence by entity."""
    best: dict[str, str] = {}
    for evidence in identity.evidence:
        best.setdefault(str(evidence.match.entity), str(evidence.match.confidence))
    return best
