"""The suppressions that a protected revision of an inventory holds: a change cannot approve of what it brings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from banlint.errors import BanlintError
from banlint.hints import TYPE_CHECKING
from banlint.inventories.beside import assets_of
from banlint.model import Problem
from banlint.policy.notes import Note, notes
from banlint.policy.suppress import Held
from banlint.reading.source import BytesSource

if TYPE_CHECKING:
    from banlint.run.checker import Checker


class Earlier:
    """What files held, each read when it is asked for; `read` gives the bytes of one, `None` where it was not there."""

    def __init__(self, checker: Checker, read: Callable[[str], bytes | None]) -> None:
        self._checker = checker
        self._read = read
        self._last: tuple[str, Counter[Held]] = ("", Counter())

    def held(self, name: str) -> Counter[Held]:
        """The suppressions in the file `name` then, and the name of the asset that each governed."""
        if self._last[0] != name:
            self._last = name, Counter(self._notes(name))
        return self._last[1]

    def _notes(self, name: str) -> Iterator[Held]:
        # What cannot be read as it was then has approved of nothing.
        try:
            data = self._read(name)
            if data is None:
                return
            source = BytesSource(name, data)
            head = source.head()
            reader = next((one for one in self._checker.parts.readers if one.part.accepts(name, head)), None)
            for document in reader.part.read(source) if reader else ():
                adapter = None if isinstance(document, Problem) else self._checker.adapter(document, name)
                if adapter is None or isinstance(document, Problem):
                    continue
                assets = tuple(assets_of(adapter.part, document.data))
                names = {asset.path: asset.name for asset in assets}
                for note in notes(document, assets):
                    if isinstance(note, Note):
                        yield names[note.asset], note.terms
        except BanlintError:
            return
