"""What was understood of an input: who read it, which assets and fields it has, what was passed over, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from banlint.errors import BanlintError
from banlint.inventories.beside import assets_of
from banlint.inventories.generic import Generic
from banlint.inventories.mapped import UNRESOLVED
from banlint.inventories.scalars import text
from banlint.inventories.walk import UNNAMED
from banlint.match.identity import MAKER_ROLES
from banlint.model import Asset, Data, Document, Path, Problem, Reader, Registered, Role, Source
from banlint.named import NamedTuple
from banlint.run.checker import Checker
from banlint.run.pointer import pointer

NO_MAKER = "no-maker"
PLACEHOLDER = "placeholder"
NOT_RESOLVED = "unresolved"
REASONS = {
    NO_MAKER: "no field names a maker",
    PLACEHOLDER: "the maker's field names none",
    NOT_RESOLVED: "the maker is a reference that leads nowhere in this file",
}
"""Why nothing can be said of an asset's maker."""
_MOST_KEYS = 2_000
# What people write freely may hold anything; only what identifies is shown.
_UNSHOWN = frozenset({Role.TEXT, Role.BANNER})


class Shown(NamedTuple):
    """An asset, by what identifies it alone."""

    name: str
    pointer: str
    line: int
    parent: str
    identifiers: tuple[tuple[str, str, str], ...]
    """Role, field and value of each; never a free text."""
    facts: tuple[str, ...]
    undetermined: str
    """The key of `REASONS` that keeps its maker unknown; empty where it has one."""
    because: str
    """The field and value that stand where a maker should."""


class Understood(NamedTuple):
    """One input."""

    name: str
    reader: str
    documents: int
    adapters: Mapping[str, int]
    """Documents by the adapter that read them."""
    guessed: bool
    """Whether some document was read by the generic adapter."""
    assets: int
    identifiers: Mapping[str, int]
    facts: Mapping[str, int]
    undetermined: Mapping[str, int]
    unused: Mapping[str, int]
    """Keys whose values were not taken, the most frequent first."""
    shown: tuple[Shown, ...]
    problems: tuple[Problem, ...]


def understand(checker: Checker, source: Source, reader: Registered[Reader], most: int) -> Understood:
    """Read `source` and account for it; of its assets the first `most` are shown, and those of no known maker first."""
    account = _Account(checker, source.name, most)
    try:
        for read in reader.part.read(source):
            if isinstance(read, Problem):
                account.problem(read)
            else:
                account.document(read)
    except BanlintError as error:
        account.problem(error.problem())
    except RecursionError:
        account.problem(Problem("input", "nested too deeply to be read", "flatten it, or split the file"))
    except Exception as error:  # noqa: BLE001 the boundary of readers and plugins: a crash is a problem of this file
        account.problem(Problem("plugin", f"reader {reader.part.name!r} of {reader.plugin!r} failed: {error!r}"))
    return account.result(reader.part.name)


class _Account:
    def __init__(self, checker: Checker, name: str, most: int) -> None:
        self.checker = checker
        self.name = name
        self.most = most
        self.documents = self.assets = 0
        self.guessed = False
        self.adapters: Counter[str] = Counter()
        self.roles: Counter[str] = Counter()
        self.facts: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.unused: Counter[str] = Counter()
        self.shown: list[Shown] = []
        self.problems: list[Problem] = []

    def problem(self, problem: Problem) -> None:
        self.problems.append(problem._replace(path=problem.path or self.name))

    def document(self, document: Document) -> None:
        """Take in one document."""
        self.documents += 1
        adapter = self.checker.adapter(document, self.name)
        if adapter is None:
            return
        self.adapters[adapter.part.name] += 1
        self.guessed |= isinstance(adapter.part, Generic)
        for problem in self.checker.complaints(adapter, document, self.name):
            self.problem(problem)
        used: set[Path] = set()
        names: dict[Path, str] = {}
        for asset in assets_of(adapter.part, document.data):
            self._asset(asset, document)
            names[asset.path] = asset.name
            used.update(one.path for one in asset.identifiers)
            used.update(fact.path for fact in asset.facts.values())
        for key in _unused(document.data, used, names):
            if key in self.unused or len(self.unused) < _MOST_KEYS:
                self.unused[key] += 1

    def _asset(self, asset: Asset, document: Document) -> None:
        self.assets += 1
        self.roles.update({one.role.value for one in asset.identifiers})
        self.facts.update(asset.facts.keys() - {UNRESOLVED})
        identity = self.checker.engine.resolve(asset, self.checker.question.as_of)
        reason, because = ("", "") if identity.determined else _reason(asset)
        if reason:
            self.reasons[reason] += 1
        if len(self.shown) < self.most:
            self.shown.append(_shown(asset, document, reason, because))

    def result(self, reader: str) -> Understood:
        order = [role.value for role in Role]
        return Understood(
            self.name,
            reader,
            self.documents,
            dict(self.adapters.most_common()),
            self.guessed,
            self.assets,
            {role: self.roles[role] for role in order if self.roles[role]},
            dict(sorted(self.facts.items())),
            {reason: self.reasons[reason] for reason in REASONS if self.reasons[reason]},
            dict(sorted(self.unused.items(), key=lambda one: (-one[1], one[0]))),
            tuple(self.shown),
            tuple(self.problems),
        )


def _shown(asset: Asset, document: Document, reason: str, because: str) -> Shown:
    at = pointer(document.prefix, asset.path)
    named = [(one.role.value, one.field, one.value) for one in asset.identifiers if one.role not in _UNSHOWN]
    name = at if asset.name == UNNAMED and document.prefix else asset.name
    line = document.locate(asset.path).span.line
    facts = tuple(sorted(asset.facts.keys() - {UNRESOLVED}))
    return Shown(name, at, line, asset.parent, tuple(named), facts, reason, because)


def _reason(asset: Asset) -> tuple[str, str]:
    """Why an asset's maker is not known, and the field that shows it."""
    reference = asset.facts.get(UNRESOLVED)
    if reference:
        return NOT_RESOLVED, f"{reference.field}: {reference.value}"
    written = next((one for one in asset.identifiers if one.role in MAKER_ROLES), None)
    return (PLACEHOLDER, f"{written.field}: {written.value}") if written else (NO_MAKER, "")


def _unused(data: Data, used: set[Path], names: Mapping[Path, str]) -> Iterator[str]:
    """The keys of `data` whose values were not taken, seen from their asset; from the document (`$`) outside of any."""
    stack: list[tuple[Data, Path, int]] = [(data, (), 0)]
    while stack:
        value, path, start = stack.pop()
        if path in used:
            continue
        start = len(path) if path in names else start
        if isinstance(value, dict):
            stack.extend((one, (*path, key), start) for key, one in value.items())
        elif isinstance(value, list):
            stack.extend((one, (*path, number), start) for number, one in enumerate(value))
        elif value not in (None, "") and names.get(path[:-1]) != text(value):
            below = path[start:]
            inside = path[:start] in names
            keys = "".join("[*]" if isinstance(step, int) else f".{step}" for step in below)
            yield keys.removeprefix(".") if inside else f"${keys}"
