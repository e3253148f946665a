"""The streaming screen: which records of a JSON Lines stream certainly hold nothing to report.

It decodes by learnt shape (`shapes`, `plan`), looks only at the values that
identify, and remembers what it learnt of them. A record that it cannot vouch
for, for whatever reason, goes the exact way: reader, adapter, matching,
judgement. So the screen can be left out without changing a report; a test
does just that. It never sees a finding and never judges.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from banlint.inventories.choosing import choose
from banlint.inventories.generic import Generic
from banlint.inventories.records import Records
from banlint.match.engine import Engine
from banlint.model import Adapter, Data, EntityId, Matcher, Registered, Role
from banlint.policy.field import fields
from banlint.run.forms import telling
from banlint.run.heads import heads_by_role
from banlint.run.memory import Known
from banlint.run.plan import Cleared, Plan
from banlint.run.shapes import Shape, infer, merge, skeleton

_SHAPES = 8
_RELEARNT = 64


def screen_for(
    engine: Engine,
    adapters: Sequence[Registered[Adapter]],
    matchers: Sequence[Registered[Matcher]],
    concerns: Callable[[EntityId], bool],
) -> Screen | None:
    """A screen for what `matchers` look at; `None` where addresses cannot be told clean by their heads.

    `concerns` says of an entity whether there could be a finding.
    """
    roles = frozenset(role for one in matchers for role in one.part.roles) | {Role.MANUFACTURER, Role.BRAND}
    heads = heads_by_role(roles, matchers)
    if Role.MAC not in heads:
        return None
    return Screen(adapters, Known(engine, roles, heads, concerns))


class Screen:
    """Learns the shapes of a stream and clears its records."""

    def __init__(self, adapters: Sequence[Registered[Adapter]], known: Known) -> None:
        self._adapters = adapters
        self._known = known
        self._shapes: list[Shape] = []
        self._plans: list[Plan] = []
        self._made: list[tuple[Shape, Plan | None]] = []
        """The plan of each shape when one was last asked for; none where it is of no use."""
        self._made_at = 0
        self.lessons = 0
        """How often it has learnt something new."""

    def learn(self, data: Data) -> None:
        """Take in the shape of a record that was read exactly and without a problem."""
        if self.lessons >= _RELEARNT or not isinstance(data, dict):
            return
        shape = infer(data)
        if shape is None:
            return
        for number, known in enumerate(self._shapes):
            merged = merge(known, shape)
            if merged is not None:
                if merged != known:
                    self._shapes[number] = merged
                    self.lessons += 1
                return
        if len(self._shapes) < _SHAPES:
            self._shapes.append(shape)
            self.lessons += 1

    def knows(self, record: bytes) -> bool:
        """Whether `record` has a shape that was learnt before."""
        return any(plan.fits(record) for plan in self._plans)

    def clear(self, block: bytes, records: Sequence[bytes] | None = None) -> Cleared:
        """Clear what can be cleared of `block`: of its lines, or of `records`, which are all that it holds."""
        # Not made sooner than they are used: the first records often add to a shape one after the other.
        if self._made_at != self.lessons:
            self._make_plans()
        if not self._plans:
            lines = len(list(BytesIO(block)) if records is None else records)
            return Cleared(0, 0, range(lines), lines)
        cleared = self._plans[0].clear(block, records)
        for plan in self._plans[1:]:
            if cleared.doubtful:
                cleared = _also(cleared, plan, list(BytesIO(block)) if records is None else records)
        return cleared

    def _make_plans(self) -> None:
        before, self._made_at = self._made, self.lessons
        self._made = [
            next((one for one in before if one[0] is shape), None) or (shape, self._plan(shape))
            for shape in self._shapes
        ]
        self._plans = [plan for _, plan in self._made if plan]

    def _plan(self, shape: Shape) -> Plan | None:
        """How to clear records of `shape`; `None` where none can be."""
        looked: list[str] = []
        sample = telling(skeleton(shape, lambda _: "x"), looked)
        adapter = next((found for one in self._adapters if (found := choose(one.part, sample, ""))), None)
        # Where a value decides who reads a record, another record of this shape may be somebody else's.
        if looked:
            return None
        # Only these know and read a record by its keys alone, whatever its values.
        if not isinstance(adapter, (Generic, Records)):
            return None
        # What stands beside an export's own records is read besides, which no plan knows of.
        if isinstance(adapter, Records) and any(adapter.beside(sample)):
            return None
        # What is said of a suppression is said of clean records too.
        if any(fields(sample)):
            return None
        plan = Plan(shape, adapter, self._known)
        return plan if plan.usable else None


def _also(before: Cleared, plan: Plan, records: Sequence[bytes]) -> Cleared:
    """What is cleared of `records` when `plan` is shown what was doubtful `before`."""
    rest = [records[number] for number in before.doubtful]
    now = plan.clear(b"\n".join(rest), rest)
    assets, undetermined = before.assets + now.assets, before.undetermined + now.undetermined
    return Cleared(assets, undetermined, [before.doubtful[number] for number in now.doubtful], before.records)
