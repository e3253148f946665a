"""The cache that a run is asked to use, and what there is to say of it: on standard error, and in no report."""

from __future__ import annotations

import argparse
import os

from banlint.cli.config import root
from banlint.cli.terminal import tell
from banlint.hints import TYPE_CHECKING
from banlint.run.cache import Cache

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.model import Parts
    from banlint.run.check import Settings

FOLDER = ".banlint_cache"


def cache_of(options: argparse.Namespace, settings: Settings, catalog: Catalog, parts: Parts) -> Cache:
    """The cache in the folder that `options` ask for."""
    cache = Cache(options.cache_dir or os.path.join(root(), FOLDER), settings, catalog, parts)
    tell(cache.remarks, options.color)
    return cache


def save(cache: Cache, color: str) -> None:
    """Write down what is new. What is wrong with that is said, and changes nothing else."""
    told = len(cache.remarks)
    cache.save()
    tell(cache.remarks[told:], color)
