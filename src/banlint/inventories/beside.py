"""What stands in a document beside what its adapter knows: hardware put there is found all the same.

An adapter of a particular shape reads that shape alone. It says by `beside`
which parts of a document it does not answer for; whoever they are from, the
generic adapter's walk looks through them. An adapter that says nothing answers
for the whole document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from banlint.inventories.walk import Walker
from banlint.model import Adapter, Asset, Data, Path

Aside = tuple[Path, Data]
"""A part of a document and where it stands."""
_ITEMS = "[]"
_ANY = "*"


def assets_of(adapter: Adapter, data: Data) -> Iterator[Asset]:
    """The assets that `adapter` finds in `data`, and below them what the parts hold that it does not answer for."""
    yield from adapter.assets(data)
    beside = getattr(adapter, "beside", None)
    if beside is None:
        return
    for path, part in beside(data):
        walker = Walker()
        walker.visit(part, path)
        yield from walker.assets()


def without(key: str) -> Callable[[Data], Iterable[Aside]]:
    """What answers for the mappings of a list that have `key`, and for nothing else in it."""
    return lambda data: (
        [((number,), one) for number, one in enumerate(data) if not isinstance(one, dict) or key not in one]
        if isinstance(data, list)
        else ()
    )


class _Node:
    """What is known of one mapping or list. A key without a node of its own is answered for with all it holds."""

    def __init__(self) -> None:
        self.whole: set[str] = set()
        self.parts: dict[str, _Node] = {}
        self.prefixes: tuple[str, ...] = ()
        self.items: _Node | None = None
        self.whole_items = False


class Own:
    """The parts of a document that a shape answers for; called with a document, those it does not.

    >>> known = Own("count results/[]/name")
    >>> list(known({"count": 1, "results": [{"name": "a", "extra": "b"}], "cameras": []}))
    [((), {'cameras': []}), (('results', 0), {'extra': 'b'})]
    """

    def __init__(self, paths: str, again: str = "") -> None:
        """`paths` are steps joined by `/`: a key, its beginning (`os_*`), any key (`*`), any item of a list (`[]`).

        What stands at the paths `again` is like the document itself.
        """
        self._paths = paths.split()
        self._again = again.split()
        self._root: _Node | None = None

    def __call__(self, data: Data) -> Iterator[Aside]:
        """The parts of `data` that are not known, in document order as far as one level goes."""
        if self._root is None:
            self._root = self._compiled()
        stack: list[tuple[Path, Data, _Node]] = [((), data, self._root)]
        while stack:
            path, value, node = stack.pop()
            if isinstance(value, dict):
                if value.keys() <= node.whole:
                    continue
                yield from _unknown(path, value, node)
                stack.extend(_below(path, value, node))
            elif isinstance(value, list):
                yield from _loose(path, value, node)
                if node.items is not None:
                    inner, items = node.items, enumerate(value)
                    stack.extend(((*path, number), one, inner) for number, one in items if isinstance(one, dict))

    def _compiled(self) -> _Node:
        root = _Node()
        for path in self._paths:
            _add(root, path.split("/"))
        for path in self._again:
            _add(root, path.split("/"), root)
        return root


def _add(node: _Node, steps: list[str], last: _Node | None = None) -> None:
    """Note below `node` what `steps` lead to: all that is there, or what is like `last`."""
    for step in steps[:-1]:
        if step == _ITEMS:
            node.items = node.items or _Node()
            node = node.items
        else:
            node = node.parts.setdefault(step, _Node())
    step = steps[-1]
    if step == _ITEMS:
        node.items = last
        node.whole_items = last is None
    elif last is not None:
        node.parts[step] = last
    elif step.endswith(_ANY):
        node.prefixes += (step[:-1],)
    else:
        node.whole.add(step)


def _unknown(path: Path, value: Mapping[str, Data], node: _Node) -> Iterator[Aside]:
    """The keys of `value` that `node` knows nothing of."""
    if _ANY in node.parts:
        return
    unknown = {
        key: one
        for key, one in value.items()
        if key not in node.whole and key not in node.parts and not key.startswith(node.prefixes)
    }
    if unknown:
        yield path, unknown


def _below(path: Path, value: Mapping[str, Data], node: _Node) -> Iterable[tuple[Path, Data, _Node]]:
    if _ANY in node.parts:
        return [((*path, key), one, node.parts.get(key, node.parts[_ANY])) for key, one in value.items()]
    return [((*path, key), value[key], inner) for key, inner in node.parts.items() if key in value]


def _loose(path: Path, value: list[Data], node: _Node) -> Iterator[Aside]:
    """The items of a list that its shape does not have: where mappings are read, whatever is none."""
    for number, one in enumerate(value):
        known = isinstance(one, dict) and (node.whole_items or node.items is not None)
        if not known and isinstance(one, (dict, list)):
            yield (*path, number), one
