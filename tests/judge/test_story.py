"""The story of examples/pier-7.yaml at ten dates: whom the law bound, to what, and since when. Each with its citation."""

from functools import cache
from pathlib import Path

import pytest

from banlint.api.setting import load
from banlint.inventories.generic import Generic
from banlint.judge.judge import Judge
from banlint.match.engine import Engine
from banlint.model import ProfileId, Question

PIER = Path(__file__).parents[2] / "examples/pier-7.yaml"
A, B, GRANTS = "us-ndaa-2019-889a", "us-ndaa-2019-889b", "us-ndaa-2019-889-grants"
LIST, S805, S1260H, FCC = "us-bis-entity-list", "us-ndaa-2024-805", "us-dod-1260h", "us-fcc-covered-list"
FCC_AUTH, S1656 = "us-fcc-equipment-authorization", "us-ndaa-2018-1656"

STORY = [
    ("2018-03-02", "us-federal-contractor", "gate-camera", A, "", "Bought on this day; no bill named its maker before H.R. 5515."),
    ("2018-03-02", "us-dod", "yard-switch", S1656, "scheduled", "Pub. L. 115-91 s.1656 was law since 2017-12-12; what is sure of its effect is the DFARS rule of 2019-12-31."),
    ("2018-06-01", "us-federal-contractor", "gate-camera", A, "proposed", "H.R. 5515 had passed the House with the amendment on 2018-05-24."),
    ("2019-05-22", "us-federal-contractor", "gate-camera", A, "scheduled", "Pub. L. 115-232 s.889(a)(1)(A) was law since 2018-08-13 and in force from 2019-08-13, s.889(c)."),
    ("2019-05-22", "us-federal-contractor", "gate-camera", B, "scheduled", "s.889(a)(1)(B) in force from 2020-08-13, s.889(c)."),
    ("2019-05-22", "us-federal-contractor", "cafeteria-queue-camera", A, "scheduled", "A law that is not yet in force asks nothing, s.889(c)."),
    ("2019-05-22", "us-exporter", "gate-camera", LIST, "proposed", "Under consideration only; the rule is 84 FR 54002 of 2019-10-09."),
    ("2019-05-22", "us-exporter", "yard-switch", LIST, "restricted", "84 FR 22961, effective 2019-05-16."),
    ("2019-05-22", "us-exporter", "dispatch-radio-04", LIST, "", "Its maker was on no list; 89 FR 68548 of 2024 names another company."),
    ("2019-08-12", "us-federal-agency", "quay-recorder", A, "scheduled", "The last day before s.889(a)(1)(A) took effect, s.889(c)."),
    ("2019-08-13", "us-federal-agency", "quay-recorder", A, "prohibited", "s.889(c); 84 FR 40216."),
    ("2019-08-13", "us-federal-agency", "gate-camera", A, "watch", "Bought on 2018-03-02: s.889(a)(1)(A) bars to procure, and has no effect on purchases before."),
    ("2019-08-13", "us-federal-contractor", "gate-camera", A, "prohibited", "FAR 52.204-25(b)(1): it may not be provided, whenever it was bought."),
    ("2019-08-13", "us-federal-contractor", "gate-camera", B, "scheduled", "s.889(c): two years after enactment."),
    ("2019-08-13", "us-federal-agency", "cafeteria-queue-camera", A, "needs-facts", "s.889(f)(3)(B): for four purposes only, and nobody says what it is used for."),
    ("2019-10-08", "us-exporter", "gate-camera", LIST, "proposed", "84 FR 54002 took effect the day after."),
    ("2019-10-09", "us-exporter", "gate-camera", LIST, "restricted", "84 FR 54002, effective 2019-10-09: a licence to supply, no ban on buying."),
    ("2020-08-12", "us-federal-contractor", "yard-switch", B, "scheduled", "s.889(c): in force on the next day."),
    ("2020-08-13", "us-federal-contractor", "yard-switch", B, "prohibited", "85 FR 42665; s.889(f)(3)(A): whatever it is used for."),
    ("2020-08-13", "us-federal-contractor", "gate-camera", B, "prohibited", "FAR 52.204-25(b)(2): use counts, not the purchase of 2018."),
    ("2020-08-13", "us-grant-recipient", "yard-switch", GRANTS, "prohibited", "2 CFR 200.216(a): a recipient asks what grant money may pay for."),
    ("2020-08-13", "us-federal-agency", "yard-switch", B, "", "s.889(a)(1)(B) bars an agency from contracting with users, and not from using."),
    ("2021-03-12", "us-carrier", "yard-switch", FCC, "scheduled", "On the first Covered List; 47 CFR 54.10 bites sixty days later."),
    ("2021-03-12", "us-federal-contractor", "office-switch", B, "", "Its maker is on no list; that it replaced another's says nothing of it."),
    ("2021-06-03", "us-dod", "yard-switch", S1260H, "watch", "FY2021 NDAA s.1260H: the list itself forbids nothing."),
    ("2023-02-06", "us-equipment-applicant", "dispatch-radio-04", FCC_AUTH, "prohibited", "FCC 22-84; 47 CFR 2.903."),
    ("2026-11-22", "us-dod", "quay-recorder", S805, "needs-facts", "NDAA FY2024 s.805(a)(1)(A) asks who sells it, since 2026-06-30."),
    ("2026-11-22", "us-dod", "dispatch-radio-04", S805, "", "Its maker is on no edition of the s.1260H list that was read."),
    ("2027-06-30", "us-dod", "quay-recorder", S805, "prohibited", "NDAA FY2024 s.805(a)(1)(B): whoever sells it."),
    ("2027-06-30", "us-dod", "gate-camera", S805, "watch", "Bought in 2018: s.805(a)(1)(B) bars to procure."),
]  # fmt: skip


@cache
def _loaded():
    loaded = load((), third_party=False)
    assets = {one.name: one for one in Generic().assets(_data())}
    return loaded.catalog, Engine(loaded.catalog, loaded.plugins.parts(loaded.catalog).matchers), assets


def _data():
    import yaml

    return yaml.load(PIER.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize(
    ("day", "profile", "asset", "regime", "verdict", "because"), STORY, ids=[" ".join(one[:4]) for one in STORY]
)
def test_the_story_of_the_pier(day, profile, asset, regime, verdict, because):
    catalog, engine, assets = _loaded()
    judge = Judge(catalog, Question((ProfileId(profile),), day))
    found = {str(one.regime): one for one in judge.judge(assets[asset], engine.resolve(assets[asset], day))}
    assert (found[regime].verdict.value if regime in found else "") == verdict, because


def test_the_story_is_told_at_ten_dates_or_more_and_each_part_cites_the_law():
    assert len({one[0] for one in STORY}) >= 10
    assert all(len(one[-1].split()) > 3 for one in STORY)
