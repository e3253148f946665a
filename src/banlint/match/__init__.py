"""Identifiers to entities: one matcher per kind of value, an engine that remembers, a judgement of evidence.

PURLs have no matcher: the types they know are all software.
"""

from __future__ import annotations

from banlint.match.codes import BusMatcher, CpeMatcher, FccMatcher, SnmpMatcher
from banlint.match.mac import MacMatcher
from banlint.match.models import ModelMatcher
from banlint.match.names import NameMatcher

MATCHERS = (NameMatcher, ModelMatcher, MacMatcher, CpeMatcher, FccMatcher, SnmpMatcher, BusMatcher)
"""Those in use by default, each made with the catalog."""
