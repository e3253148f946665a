"""Identifiers to entities: one matcher per kind of value, an engine that remembers, a judgement of evidence.

PURLs have no matcher: the types they know are all software.
"""

from __future__ import annotations

from banlint.match.banners import BannerMatcher, TextBannerMatcher
from banlint.match.chips import ChipMatcher
from banlint.match.codes import BusMatcher, CpeMatcher, EdidMatcher, FccMatcher, SnmpMatcher
from banlint.match.mac import MacMatcher
from banlint.match.models import ModelMatcher
from banlint.match.names import NameMatcher
from banlint.match.network import DomainMatcher, ScopeMatcher
from banlint.match.serials import GponMatcher

MATCHERS = (
    NameMatcher, ModelMatcher, MacMatcher, CpeMatcher, FccMatcher, SnmpMatcher, BusMatcher, EdidMatcher, BannerMatcher,
    TextBannerMatcher, DomainMatcher, ScopeMatcher, GponMatcher, ChipMatcher,
)  # fmt: skip
"""Those in use by default, each made with the catalog."""
