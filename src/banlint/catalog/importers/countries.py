"""Countries as US lists spell them, to ISO 3166-1 codes."""

from __future__ import annotations

from banlint.text import fold

_NAMES = """
AE united arab emirates, AF afghanistan, AL albania, AM armenia, AO angola, AR argentina, AT austria, AU australia,
AZ azerbaijan, BA bosnia and herzegovina, BD bangladesh, BE belgium, BG bulgaria, BH bahrain, BO bolivia, BR brazil,
BY belarus, BZ belize, CA canada, CH switzerland, CI ivory coast, CL chile, CM cameroon, CN china,
CN china people s republic of, CO colombia, CR costa rica, CU cuba, CY cyprus, CZ czech republic, CZ czechia,
DE germany, DK denmark, DO dominican republic, DZ algeria, EC ecuador, EE estonia, EG egypt, ES spain, FI finland,
FR france, GB united kingdom, GE georgia, GH ghana, GR greece, GT guatemala, HK hong kong, HN honduras, HR croatia,
HU hungary, ID indonesia, IE ireland, IL israel, IN india, IQ iraq, IR iran, IS iceland, IT italy, JM jamaica,
JO jordan, JP japan, KE kenya, KG kyrgyzstan, KH cambodia, KP north korea, KR south korea, KR korea south, KW kuwait,
KZ kazakhstan, LA laos, LB lebanon, LI liechtenstein, LK sri lanka, LT lithuania, LU luxembourg, LV latvia, LY libya,
MA morocco, MC monaco, MD moldova, ME montenegro, MG madagascar, MK north macedonia, MK macedonia, MM burma,
MM myanmar, MN mongolia, MO macau, MT malta, MU mauritius, MX mexico, MY malaysia, NG nigeria, NI nicaragua,
NL netherlands, NO norway, NP nepal, NZ new zealand, OM oman, PA panama, PE peru, PH philippines, PK pakistan,
PL poland, PT portugal, PY paraguay, QA qatar, RO romania, RS serbia, RU russia, SA saudi arabia, SC seychelles,
SD sudan, SE sweden, SG singapore, SI slovenia, SK slovakia, SN senegal, SS south sudan, SY syria, TH thailand,
TJ tajikistan, TM turkmenistan, TN tunisia, TR turkey, TR turkiye, TW taiwan, TZ tanzania, UA ukraine,
UA crimea region of ukraine, UA crimea occupied, UG uganda, US united states, UY uruguay, UZ uzbekistan, VE venezuela,
VG british virgin islands, VN vietnam, YE yemen, ZA south africa, ZW zimbabwe
"""
_CODES = {name: code for entry in _NAMES.split(",") for code, _, name in [entry.strip().partition(" ")]}


def code(name: str) -> str:
    """The code of the country that a list calls `name`; empty where that is unknown.

    >>> code("Crimea Region of Ukraine"), code("CN"), code("Atlantis")
    ('UA', 'CN', '')
    """
    folded = fold(name)
    if len(folded) == 2 and folded.upper() in _CODES.values():
        return folded.upper()
    return _CODES.get(folded) or _CODES.get(folded.partition(" people s republic")[0], "")
