"""How exposed are we: inventories judged twice, by two laws, on two days or at two revisions, and the difference."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from banlint.api.ask import DEFAULT_PROFILE, day, known, question, verdicts
from banlint.api.setting import Loaded
from banlint.api.whatif import Considered, Wanted, WhatIf, what_if
from banlint.errors import UsageError
from banlint.hints import TYPE_CHECKING, BinaryIO
from banlint.judge.table import TARIFF
from banlint.model import Counts, Finding, Problem, Question
from banlint.named import NamedTuple
from banlint.run.hits import BINDING, Change, Hit, Kind, Thing, changes, hit, order

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.run.check import Settings
    from banlint.run.past import Past

__all__ = ["Considered", "Impact", "Side", "Wanted", "compare", "impact"]

_HIT = frozenset({Kind.NEW, Kind.GRAVER})
_PENDING = Wanted()


class Side(NamedTuple):
    """One of the two judgements."""

    as_of: str
    catalog: Mapping[str, str | int]
    revision: str
    """The git revision of the inventories as it was named; empty for those of today."""
    commit: str
    counts: Counts
    hits: tuple[Hit, ...]
    """Findings of the regimes that the question is about."""
    duties: tuple[Hit, ...]
    """Findings of tariffs, whatever the question is about: a duty is no ban."""


class Impact(NamedTuple):
    """What the difference is."""

    question: Question
    before: Side
    after: Side
    supposed: bool
    """Whether what is pending was judged as if it were in force."""
    considered: tuple[Considered, ...]
    """The regimes that it is about; empty: all that bind the asker."""
    notes: tuple[str, ...]
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    failing: int
    """New findings whose verdict reaches the failing level and of which nothing was decided."""
    status: int
    """The exit status the command would have."""


class _Seen:
    """Takes the findings of one side: of the regimes in question as records, of the others who is barred."""

    def __init__(self, asked: Callable[[Hit], bool], catalog: Catalog) -> None:
        self.hits: list[Hit] = []
        self.duties: list[Hit] = []
        self.barred: dict[Thing, set[str]] = {}
        self._asked = asked
        self._tariffs = {name for name, one in catalog.regimes.items() if one.get("kind") == TARIFF}

    def take(self, finding: Finding) -> None:
        """Keep what is needed of `finding`."""
        one = hit(finding)
        if one.regime in self._tariffs:
            self.duties.append(one)
        elif self._asked(one):
            self.hits.append(one)
        if one.verdict in BINDING and not one.mention:
            self.barred.setdefault(one.thing, set()).add(one.regime)


def impact(
    paths: Sequence[str],
    wanted: Wanted = _PENDING,
    *,
    profile: str | Sequence[str] = DEFAULT_PROFILE,
    as_of: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    purpose: str = "",
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    packs: Sequence[str] = (),
    plugins: Sequence[str] = (),
    third_party: bool = True,
    mappings: Sequence[str] = (),
    fail_on: Sequence[str] = (),
) -> Impact:
    """What `wanted` would mean for the inventories at `paths`.

    Without any of it: what all that is proposed or enacted on the day would, were it in force. The other parameters
    are those of `banlint.check`. Raises `UsageError` and `PackError` for what is wrong with the call.
    """
    from banlint.api.setting import load
    from banlint.inventories.mappings import Mappings
    from banlint.run.check import Settings

    loaded = load(packs, plugins, third_party=third_party)
    asked = question(
        loaded.catalog,
        profiles=(profile,) if isinstance(profile, str) else tuple(profile),
        as_of=as_of or "",
        select=select,
        ignore=ignore,
        purpose=purpose,
        include=include,
    )
    settings = Settings(asked, verdicts(fail_on), exclude=tuple(exclude), mappings=Mappings(mappings))
    return compare(paths, wanted, settings, loaded, packs)


def compare(
    paths: Sequence[str],
    wanted: Wanted,
    settings: Settings,
    loaded: Loaded,
    packs: Sequence[str] = (),
    stdin: BinaryIO | None = None,
    *,
    fail_on_new: bool = False,
) -> Impact:
    """The impact of `wanted`, as `settings` ask; `packs` are those that `loaded` was loaded with."""
    asked = settings.question
    if wanted.since and not wanted.entities:
        raise UsageError("a first day is given and no company to list from then on", "add --add-entity COMPANY")
    law = what_if(wanted, loaded, asked, packs)
    asked = law.question
    old = _edition(wanted.catalog, asked) if wanted.catalog else loaded.catalog
    settings = settings._replace(question=asked)
    later = settings._replace(question=asked._replace(as_of=day(wanted.compare) or asked.as_of))
    about = _asked(law, wanted, asked, old)
    problems: dict[Problem, None] = dict.fromkeys(loaded.plugins.problems)
    sides = _Sides(loaded, problems, about, stdin)
    past = _past(wanted.revision, paths, settings)
    before, barred = sides.before(paths, past, settings, old)
    after = sides.now(past.present if past else paths, later, law.catalog)
    telling = _Telling(wanted, law, barred)
    found = tuple(sorted(map(telling.told, changes(before.hits, after.hits)), key=order))
    return _with_status(
        Impact(asked, before, after, wanted.supposes, law.considered, law.notes, found, tuple(problems), 0, 0),
        settings,
        fail_on_new=fail_on_new,
    )


class _Sides:
    """Runs the two checks."""

    def __init__(
        self, loaded: Loaded, problems: dict[Problem, None], about: Callable[[Hit], bool], stdin: BinaryIO | None
    ) -> None:
        self._loaded = loaded
        self._problems = problems
        self._about = about
        self._stdin = _kept(stdin) if stdin is not None else None

    def before(
        self, paths: Sequence[str], past: Past | None, settings: Settings, catalog: Catalog
    ) -> tuple[Side, Mapping[Thing, set[str]]]:
        """What is compared with, and which regimes bar which things there."""
        seen = _Seen(self._about, catalog)
        if past is None:
            counts = self._check(paths, settings, catalog, seen)
            return _side(settings, catalog, counts, seen), seen.barred
        counts = past.check(settings, catalog, self._loaded.plugins.parts(catalog), seen.take, self._problem)
        return _side(settings, catalog, counts, seen)._replace(revision=past.name, commit=past.commit), seen.barred

    def now(self, paths: Sequence[str], settings: Settings, catalog: Catalog) -> Side:
        """What is asked about: the inventories as they lie there."""
        seen = _Seen(self._about, catalog)
        return _side(settings, catalog, self._check(paths, settings, catalog, seen), seen)

    def _check(self, paths: Sequence[str], settings: Settings, catalog: Catalog, seen: _Seen) -> Counts:
        from banlint.run.check import check

        if not paths:
            return Counts()
        if self._stdin is not None:
            self._stdin.seek(0)
        parts = self._loaded.plugins.parts(catalog)
        return check(paths, settings, catalog, parts, seen.take, self._problem, None, self._stdin).counts

    def _problem(self, problem: Problem) -> None:
        """Keep a problem; what stops one check stops the other in the same words."""
        self._problems[problem] = None


def _side(settings: Settings, catalog: Catalog, counts: Counts, seen: _Seen) -> Side:
    return Side(settings.question.as_of, catalog.info, "", "", counts, tuple(seen.hits), tuple(seen.duties))


def _past(revision: str, paths: Sequence[str], settings: Settings) -> Past | None:
    if not revision:
        return None
    from banlint.run.past import Past

    return Past(revision, paths, settings.exclude)


def _kept(stdin: BinaryIO) -> BinaryIO:
    """Standard input where it can be read twice: in memory, and on disk where it is large."""
    import shutil
    import tempfile

    kept = tempfile.SpooledTemporaryFile(max_size=1 << 24)  # noqa: SIM115 - it lives as long as the run
    shutil.copyfileobj(stdin, kept)
    return kept  # type: ignore[return-value] # it is one in all but name


def _edition(path: str, asked: Question) -> Catalog:
    """Another edition of the rules. Raises `PackError`, and `UsageError` where it does not know the asker."""
    from banlint.catalog.editions import load_edition

    catalog = load_edition(path)
    for name in (*asked.profiles, *(one.profile for one in asked.askers)):
        known("profile", name, catalog.profiles)
    return catalog


def _asked(law: WhatIf, wanted: Wanted, asked: Question, old: Catalog) -> Callable[[Hit], bool]:
    """Whether a finding is one that the question is about."""
    if law.considered:
        about = {one.id for one in law.considered}
        return lambda one: one.regime in about and (not wanted.entities or one.entity in wanted.entities)
    from banlint.judge.selection import Selection

    # Of what one edition does not know yet, a selection says nothing in that edition alone.
    regimes = Selection(asked.select, asked.ignore, dict.fromkeys((*law.planned.regimes, *old.regimes)))
    return lambda one: one.regime in regimes


class _Telling:
    """Tells of changes what only the whole question can: from when, and whether another law bars the asset already."""

    def __init__(self, wanted: Wanted, law: WhatIf, barred: Mapping[Thing, set[str]]) -> None:
        self._supposes = wanted.supposes
        self._law = law
        self._barred = barred
        self._drafts = {one.id for one in law.considered if one.path}
        self._days: dict[tuple[str, str, str], str | None] = {}

    def told(self, change: Change) -> Change:
        """`change`, told in full."""
        one = change.hit
        if change.kind is Kind.GONE:
            return change
        change = change._replace(already=bool(self._barred.get(one.thing, set()) - {one.regime}))
        if not self._supposes:
            return change
        if one.verdict not in BINDING and not one.mention and change.kind is not Kind.GRAVER:
            change = change._replace(kind=Kind.NAMED)
        comes = self._comes(one)
        return change if comes is None else change._replace(effective=comes, reason=_would(self._law, one, comes))

    def _comes(self, one: Hit) -> str | None:
        key = (one.regime, one.clause, one.entity)
        if key not in self._days:
            from banlint.run.whatif import takes_effect

            day, declared = self._law.question.as_of, one.regime in self._drafts
            self._days[key] = takes_effect(self._law.planned, *key, day, declared=declared)
        return self._days[key]


def _would(law: WhatIf, one: Hit, comes: str) -> str:
    clauses = law.planned.regimes[one.regime].get("clauses") or ()
    says = next((str(clause["says"]) for clause in clauses if clause["id"] == one.clause), one.reason)
    when = f"from {comes}" if comes else "once in force"
    if one.verdict not in BINDING:
        return f"had before it would be in force: {says}, {when}"
    return f"{says}, {when}" + ", if the open question is answered so" * bool(one.questions)


def _with_status(impact: Impact, settings: Settings, *, fail_on_new: bool) -> Impact:
    from banlint.run.status import CLEAN, FINDINGS, NOT_CHECKED_IN_FULL, NOTHING_CHECKED

    failing = sum(
        one.kind in _HIT and one.hit.verdict in settings.fail_on and not one.hit.decision and not one.hit.mention
        for one in impact.changes
    )
    status = FINDINGS if fail_on_new and failing else CLEAN
    if not (impact.before.counts.assets or impact.after.counts.assets or settings.allow_empty):
        status = NOTHING_CHECKED
    if impact.problems:
        status = NOT_CHECKED_IN_FULL
    return impact._replace(failing=failing, status=status)
