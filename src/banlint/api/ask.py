"""The question of a run, checked against the catalog: a misspelt regime must not become a ban switched off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from banlint.api.clock import today
from banlint.errors import UsageError
from banlint.model import ProfileId, Question, Verdict
from banlint.text import show, suggest

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

DEFAULT_PROFILE = "us-federal-contractor"
INCLUDABLE = ("unverified",)
DEFAULT_FAIL_ON = (Verdict.PROHIBITED, Verdict.NEEDS_FACTS)


def question(
    catalog: Catalog,
    *,
    profiles: Sequence[str] = (),
    as_of: str = "",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    purpose: str = "",
    include: Sequence[str] = (),
    mentions: bool = False,
) -> Question:
    """The question, every word of it known to `catalog`. `as_of` is an ISO day, today where empty.

    Raises `UsageError` for what is not known, with the nearest thing that is.
    """
    profiles = tuple(profiles) or (DEFAULT_PROFILE,)
    for name in profiles:
        known("profile", name, catalog.profiles)
    for selector in (*select, *ignore):
        _known_selector(catalog, selector)
    if purpose:
        _known_purpose(catalog, purpose)
    for one in include:
        known("kind of rule that is off by default", one, INCLUDABLE)
    return Question(
        tuple(ProfileId(name) for name in profiles),
        day(as_of) or today(),
        tuple(select),
        tuple(ignore),
        purpose,
        tuple(sorted(set(include))),
        mentions,
    )


def day(text: str) -> str:
    """`text` where it is an ISO day or empty. Raises `UsageError` for anything else."""
    if not text:
        return text
    from datetime import date

    try:
        good = date.fromisoformat(text).isoformat() == text
    except ValueError:
        good = False
    if not good:
        raise UsageError(f"`{show(text)}` is not a day", "write it as in 2024-01-31")
    return text


def verdicts(names: Iterable[str]) -> tuple[Verdict, ...]:
    """The verdicts called `names`, gravest first; prohibited and needs-facts where none is named."""
    chosen = set(names)
    words = [verdict.value for verdict in Verdict]
    for name in chosen:
        known("verdict", name, words)
    return tuple(verdict for verdict in Verdict if verdict.value in chosen) or DEFAULT_FAIL_ON


def known(kind: str, name: str, names: Iterable[str]) -> None:
    """Raise `UsageError` unless `name` is one of `names`, saying which is nearest, or all when they are few."""
    every = sorted(names)
    if name in every:
        return
    near = suggest(name, every)
    mend = f"did you mean `{near}`?" if near else f"there are: {', '.join(every[:12])}" + ", ..." * (len(every) > 12)
    raise UsageError(f"no {kind} is called `{show(name)}`", mend)


def _known_selector(catalog: Catalog, selector: str) -> None:
    from banlint.judge.selection import matches

    every = (*catalog.regimes, *catalog.entities)
    if not any(matches(selector, one) for one in every):
        near = suggest(selector.rstrip("*"), every)
        mend = f"did you mean `{near}`?" if near else "`banlint rules` lists the regimes"
        raise UsageError(f"`{show(selector)}` selects no regime and no entity", mend)


def _known_purpose(catalog: Catalog, purpose: str) -> None:
    from banlint.judge.vocabulary import Vocabulary

    if not Vocabulary(catalog.vocabulary).terms("purpose", purpose):
        known("purpose", purpose, catalog.vocabulary.get("purposes") or ())
