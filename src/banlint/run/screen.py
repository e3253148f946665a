"""The streaming screen: which records of a JSON Lines stream certainly hold nothing to report.

It decodes by learnt shape (`shapes`, `plan`), looks only at the values that
identify, and remembers what it learnt of them. A record that it cannot vouch
for, for whatever reason, goes the exact way: reader, adapter, matching,
judgement. So the screen can be left out without changing a report; a test
does just that. It never sees a finding and never judges.
"""

from __future__ import annotations

from collections.abc import Sequence

from banlint.inventories.generic import Generic
from banlint.match.engine import Engine
from banlint.model import Adapter, Data, Matcher, Registered, Role
from banlint.run.plan import Addresses, CleanHead, Cleared, Plan
from banlint.run.shapes import Shape, infer, merge, skeleton

_SHAPES = 8
_RELEARNT = 64
# Line ends alone may stand in a block unescaped.
_CONTROLS = bytes(set(range(32)) - {10})


def screen_for(
    engine: Engine, adapters: Sequence[Registered[Adapter]], matchers: Sequence[Registered[Matcher]]
) -> Screen | None:
    """A screen for what `matchers` look at; `None` where one of them looks at addresses in a way of its own."""
    looking = [one.part for one in matchers if Role.MAC in one.part.roles]
    heads = [part for part in looking if hasattr(part, "clean_head")]
    if len(heads) != 1 or len(looking) != 1:
        return None
    roles = frozenset(role for one in matchers for role in one.part.roles) | {Role.MANUFACTURER, Role.BRAND}
    return Screen(engine, adapters, roles, heads[0])


class Screen:
    """Learns the shapes of a stream and clears its records."""

    def __init__(
        self, engine: Engine, adapters: Sequence[Registered[Adapter]], roles: frozenset[Role], mac: CleanHead
    ) -> None:
        self._engine = engine
        self._adapters = adapters
        self._roles = roles
        self._addresses = Addresses(mac)
        self._plans: list[Plan] = []
        self._learnt = 0

    def learn(self, data: Data) -> None:
        """Take in the shape of a record that was read exactly and without a problem."""
        if self._learnt >= _RELEARNT or not isinstance(data, dict):
            return
        shape = infer(data)
        if shape is None:
            return
        for number, plan in enumerate(self._plans):
            merged = merge(plan.shape, shape)
            if merged is not None:
                if merged != plan.shape:
                    self._plans[number : number + 1] = self._plan(merged)
                return
        if len(self._plans) < _SHAPES:
            self._plans.extend(self._plan(shape))

    def clear(self, records: Sequence[bytes], block: bytes) -> Cleared:
        """Clear what can be cleared of `records`, which make up `block`."""
        doubtful = [number for number, record in enumerate(records) if record]
        if not _is_plain(block):
            return Cleared(0, 0, doubtful)
        assets = undetermined = 0
        for plan in self._plans:
            if not doubtful:
                break
            whole = len(doubtful) == len(records)
            rest = records if whole else [records[number] for number in doubtful]
            cleared = plan.clear(rest, block if whole else b"\n".join(rest))
            assets += cleared.assets
            undetermined += cleared.undetermined
            doubtful = [doubtful[number] for number in cleared.doubtful]
        return Cleared(assets, undetermined, doubtful)

    def _plan(self, shape: Shape) -> list[Plan]:
        self._learnt += 1
        adapter = next(
            (one.part for one in self._adapters if one.part.recognises(skeleton(shape, lambda _: "x"), "")), None
        )
        # Only the generic adapter reads a record by its keys alone, whatever its values.
        if not isinstance(adapter, Generic):
            return []
        plan = Plan(shape, adapter, self._engine, self._roles, self._addresses)
        return [plan] if plan.usable else []


def _is_plain(block: bytes) -> bool:
    """Whether no byte needs a closer look: escapes, control characters, bad UTF-8, keys set off from their colon."""
    if b"\\" in block or b'" ' in block or len(block.translate(None, _CONTROLS)) != len(block):
        return False
    if not block.isascii():
        try:
            block.decode()
        except UnicodeDecodeError:
            return False
    return True
