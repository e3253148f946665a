"""The recorded decisions of a run: suppressions are decided where they stand, waivers and baseline here."""

from collections.abc import Callable, Iterator

from banlint.hints import TYPE_CHECKING
from banlint.model import Finding, Notice, PolicyInfo
from banlint.named import NamedTuple

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.policy.baseline import Baseline
    from banlint.policy.waiver import Waiver


class Policy(NamedTuple):
    """What is to be honoured."""

    waivers: "tuple[Waiver, ...]" = ()
    baseline: "Baseline | None" = None
    honour: bool = True
    """Whether suppressions and waivers hold; the baseline does in any case."""
    whole: bool = False
    """Whether the run sees all that waivers are about, so that it can tell which of them are of no use."""
    within: tuple[str, ...] = ()
    """The paths of which the run sees all that the baseline is about."""
    earlier: Callable[[str], bytes | None] | None = None
    """Gives an inventory as the revision has it that decides which suppressions hold."""
    info: PolicyInfo = PolicyInfo()
    notices: tuple[Notice, ...] = ()
    """What there was to say when they were read."""


class Decisions:
    """Waivers and baseline at work, finding by finding."""

    def __init__(self, policy: Policy, as_of: str) -> None:
        self._policy = policy
        self._baseline = policy.baseline
        self._waivers = None
        if policy.waivers and policy.honour:
            from banlint.policy.waivers import Waivers

            self._waivers = Waivers(policy.waivers, as_of)

    def decided(self, finding: Finding) -> Finding:
        """`finding` with what was decided of it: a suppression before a waiver, a waiver before the baseline."""
        if finding.decision is None and self._waivers:
            finding = self._waivers.decided(finding)
        if self._baseline is not None:
            finding = self._baseline.decided(finding)
        return finding

    def notices(self, catalog: "Catalog") -> Iterator[Notice]:
        """What somebody should look at, once every finding was decided."""
        yield from self._policy.notices
        if self._waivers:
            yield from self._waivers.notices(catalog.regimes, catalog.entities)
            if self._policy.whole:
                yield from self._waivers.unused()
        if self._baseline is not None:
            yield from self._baseline.notices(self._policy.within)
