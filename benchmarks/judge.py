"""What judgement costs, in CPU time of one process: assets that match nothing, assets that are found, and a new day.

python benchmarks/run.py judge       this
python benchmarks/judge.py           the same
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable

from banlint.catalog import load
from banlint.catalog.index import Catalog
from banlint.inventories.generic import Generic
from banlint.judge.judge import Judge
from banlint.judge.lives import Lives
from banlint.match.engine import Engine
from banlint.model import Asset, ProfileId, Question
from banlint.plugins.manager import Plugins

RUNS = 5
TIMES = 20_000
GOAL_NOTHING, GOAL_FINDING = 2.0, 120.0
"""Microseconds of CPU for an asset that matches nothing, and for one finding."""
PROFILES = ("us-federal-contractor", "us-dod", "us-exporter", "us-importer", "us-carrier")
DAY = "2026-11-22"
NOTHING = {
    "a maker of no law": {"manufacturer": "Axis Communications", "model": "P3265-LVE"},
    "and its kind": {"manufacturer": "Axis Communications", "category": "camera", "purpose": "perimeter security"},
    "and where it was made": {"manufacturer": "Cisco", "category": "switch", "country_of_origin": "US"},
    "nothing at all": {"serial": "0012345"},
}
FOUND = {
    "a camera, its purpose and site": {"manufacturer": "Hikvision", "model": "DS-2CD2143G0-I", "category": "camera", "purpose": "perimeter security", "site": {"kind": "port"}},
    "a switch": {"manufacturer": "Huawei", "model": "S5720-28X-LI-24S-DC", "category": "switch"},
    "a camera bought long ago": {"manufacturer": "Dahua", "category": "camera", "purpose": "police", "purchase_date": "2018-03-02"},
}  # fmt: skip


def main() -> None:
    """All tables."""
    catalog = load()
    engine = Engine(catalog, Plugins((), third_party=False).parts(catalog).matchers)
    print(f"\nJudgement, {catalog.info['regimes']} regimes; CPU of this process, medians of {RUNS} runs of {TIMES:,}")
    print(f"\n{'microseconds an asset that matches nothing':<44}" + "".join(f"{name:>24}" for name in PROFILES))
    worst = 0.0
    for name, fields in NOTHING.items():
        costs = [cost(catalog, engine, profile, asset_of(fields))[0] for profile in PROFILES]
        worst = max(worst, *costs)
        print(f"{name:<44}" + "".join(f"{one:>24.2f}" for one in costs))
    print(f"goal: under {GOAL_NOTHING:.0f}; worst {worst:.2f}")
    print(f"\n{'microseconds a finding (findings)':<44}" + "".join(f"{name:>24}" for name in PROFILES))
    for name, fields in FOUND.items():
        told = [cost(catalog, engine, profile, asset_of(fields), TIMES // 20) for profile in PROFILES]
        print(f"{name:<44}" + "".join(f"{one / max(many, 1):>19.1f} ({many:>2})" for one, many in told))
    print(f"goal: under {GOAL_FINDING:.0f}")
    days(catalog, engine)


def asset_of(fields: object) -> Asset:
    """The asset that `fields` make."""
    (asset,) = Generic().assets({"assets": [fields]})  # type: ignore[list-item]
    return asset


def cost(catalog: Catalog, engine: Engine, profile: str, asset: Asset, times: int = TIMES) -> tuple[float, int]:
    """Microseconds to judge `asset` once, identified already, and how many findings there are."""
    judge = Judge(catalog, Question((ProfileId(profile),), DAY))
    identity = engine.resolve(asset, DAY)
    findings = len(list(judge.judge(asset, identity)))

    def run() -> None:
        for _ in range(times):
            for _ in judge.judge(asset, identity):
                pass

    return median(run) / times * 1e6, findings


def days(catalog: Catalog, engine: Engine) -> None:
    """The first judgement of a question, and the life of an asset on every day that may change it."""
    asset = asset_of(FOUND["a camera, its purpose and site"])
    identity = engine.resolve(asset, DAY)

    def first() -> None:
        list(Judge(catalog, Question((ProfileId("us-dod"),), DAY)).judge(asset, identity))

    lives = Lives(catalog, Question((ProfileId("us-dod"),), DAY), engine)
    lives.changes(asset)
    print(f"\nmilliseconds: a question's first asset {median(first) * 1e3:.1f}", end="")
    print(f", a life on {len(lives.days(asset))} days {median(lambda: lives.changes(asset)) * 1e3:.1f}")


def median(run: Callable[[], object]) -> float:
    """Seconds of CPU that `run` takes."""
    taken = []
    for _ in range(RUNS):
        gc.collect()
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
