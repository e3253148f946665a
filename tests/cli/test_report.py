"""`banlint report`: drafts of papers, with blanks where nothing is known."""

import pytest

INVENTORY = """\
site: {name: Pier 7, kind: port}
assets:
  - name: core
    manufacturer: Huawei
    model: S5720-28X
    category: switch
    contract: W912-22-C-0007
    order: "0003"
    supplier: {name: Acme Supply, uei: ABCDEFGHJKL1, cage: 1X2Y3}
  - {name: gate, manufacturer: Hikvision, model: DS-2CD2143G0-I, category: camera, purpose: perimeter security}
  - {name: hall, manufacturer: Dahua, category: camera}
"""
CLEAN = "assets:\n  - {name: cam, manufacturer: Axis Communications, model: P3265-LVE, category: camera}\n"
DAY = ("--as-of", "2026-11-22")


@pytest.fixture
def inventory(tmp_path):
    (tmp_path / "pier.yaml").write_text(INVENTORY)
    return "pier.yaml"


@pytest.fixture
def clean(tmp_path):
    (tmp_path / "clean.yaml").write_text(CLEAN)
    return "clean.yaml"


def _section(text, title):
    """The part of a text paper under the heading `title`."""
    return text.partition(f"\n{title}\n")[2].split("\n\n\n")[0]


class TestTheReport:
    def test_takes_from_the_inventory_what_the_clause_asks_for(self, banlint, inventory):
        out = banlint("report", "far-889", *DAY, inventory).out
        for said in (
            "contract number:    W912-22-C-0007",
            "order number:       0003",
            "supplier name:      Acme Supply",
            "supplier UEI:       ABCDEFGHJKL1",
            "supplier CAGE code: 1X2Y3",
            "brand:              Huawei",
            "model number:       S5720-28X",
            "item description:   switch (its category)",
        ):
            assert said in out

    def test_leaves_blank_and_marks_what_nothing_says(self, banlint, inventory):
        gate = banlint("report", "far-889", *DAY, inventory).out.partition("gate")[2]
        assert "contract number:    ________ (not in the inventory)" in gate
        assert "supplier UEI:       ________ (if known or applicable)" in gate
        assert "mitigation:         ________ (not in the inventory)" in gate

    def test_lists_an_asset_once_though_two_bans_speak_of_it(self, banlint, inventory):
        assert banlint("report", "far-889", *DAY, inventory).out.count("pier.yaml:4:") == 1

    def test_keeps_items_of_one_contract_together_for_each_has_its_own_officer(self, banlint, inventory):
        out = banlint("report", "far-889", *DAY, "--contract", "N00024-26-C-0001", inventory).out
        assert "Contract N00024-26-C-0001: 1 item" in out
        assert "Contract W912-22-C-0007: 1 item" in out

    def test_counts_business_days_from_the_identification(self, banlint, inventory):
        out = banlint("report", "far-889", *DAY, "--identified-on", "2026-11-25", inventory).out
        assert "first report due:      2026-11-27 (1 business day after 2026-11-25; not counted: 2026-11-26" in out
        assert "second report due:     2026-12-11 (10 business days after 2026-11-27" in out

    def test_counts_the_second_report_from_the_first_where_that_was_sent(self, banlint, inventory):
        days = ("--identified-on", "2026-11-20", "--reported-on", "2026-11-20")
        out = banlint("report", "far-889", *DAY, *days, inventory).out
        assert "second report due:     2026-12-07 (10 business days after 2026-11-20" in out

    def test_says_that_a_deadline_is_past(self, banlint, inventory):
        out = banlint("report", "far-889", *DAY, "--identified-on", "2026-11-02", inventory).out
        assert "first report due:      2026-11-03 (PAST on 2026-11-22;" in out

    def test_leaves_the_clock_blank_where_nobody_says_when_it_started(self, banlint, inventory):
        out = banlint("report", "far-889", *DAY, inventory).out
        assert "first report due:      ________ (1 business day from then)" in out

    def test_holds_the_clock_of_every_clause_as_the_rules_have_it_on_that_day(self, banlint, tmp_path):
        (tmp_path / "k.yaml").write_text("assets:\n  - {name: av, manufacturer: Kaspersky Lab, category: software}\n")
        now = banlint("report", "far-889", *DAY, "--identified-on", "2026-11-20", "k.yaml").out
        then = banlint("report", "far-889", "--as-of", "2023-10-01", "--identified-on", "2023-09-29", "k.yaml").out
        assert "2026-11-25 (3 business days after 2026-11-20" in now
        assert "2023-10-02 (PAST" not in then
        assert "2023-10-02 (1 business day after 2023-09-29" in then

    def test_tells_of_a_proposed_clock_that_it_binds_nobody(self, banlint, inventory):
        out = banlint("report", "far-889", *DAY, "--identified-on", "2026-11-20T16:30", inventory).out
        proposed = out.partition("proposed FAR 52.240-3: proposed, and binds nobody yet\n")[2]
        assert "2026-11-23T16:30 (72 hours after 2026-11-20T16:30, every day counted)" in proposed

    def test_lists_apart_what_depends_on_an_answer(self, banlint, inventory):
        out = banlint("report", "far-889", *DAY, inventory).out
        held = out.partition("What may have to be reported")[2].partition("To be known")[0]
        assert "hall" in held
        assert "What is it used for" in held
        assert "gate" not in held

    def test_of_nothing_says_that_no_finding_is_no_clearance(self, banlint, clean):
        ran = banlint("report", "far-889", *DAY, clean)
        assert ran.status == 0
        assert "Nothing that was read has to be reported under these clauses. No finding is no clearance." in ran.out

    def test_shows_what_was_waived_with_the_waiver_for_a_duty_to_report_may_go_on(self, banlint, inventory, tmp_path):
        waiver = (
            "waivers:\n  - {asset: gate, regime: us-ndaa-2019, authority: dni, owner: J. Doe, reason: x, from: 2026-01-01,"
            " until: 2027-01-01}\n"
        )
        (tmp_path / "w.yaml").write_text(waiver)
        assert (
            "prohibited (waived): Hangzhou" in banlint("report", "far-889", *DAY, "--waivers", "w.yaml", inventory).out
        )


class TestTheRepresentation:
    def test_says_does_and_discloses_where_something_is_found(self, banlint, inventory):
        out = banlint("report", "representation", *DAY, inventory).out
        assert out.count("DOES: 2 items found") == 2
        assert "DOES NOT" not in out
        assert "Disclosure: FAR 52.204-24(e)" in out

    def test_says_does_not_only_where_nothing_is_open(self, banlint, clean):
        ran = banlint("report", "representation", *DAY, clean)
        assert ran.status == 0
        assert ran.out.count("DOES NOT, as far as what was read shows.") == 2
        assert ran.out.count("This presumes that") == 2
        assert "stands in the way" not in ran.out

    @pytest.mark.parametrize(
        ("more", "why"),
        [
            (("--select", "hikvision"), "looked for some companies only: hikvision"),
            (("--select", "us-ndaa-2023-5949"), "told to look elsewhere than at us-ndaa-2019-889b"),
            (("--ignore", "dahua"), "told to leave out: dahua"),
            (("--purpose", "guarding"), "a purpose was assumed"),
            (("--as-of", "2019-01-01"), "us-ndaa-2019-889b is not in force"),
        ],
    )
    def test_never_says_does_not_after_a_narrowed_question(self, banlint, clean, more, why):
        out = banlint("report", "representation", *DAY, *more, clean).out
        assert "DOES NOT" not in out
        assert "NOT ESTABLISHED" in out
        assert why in " ".join(out.split())

    @pytest.mark.parametrize(
        ("name", "content", "why"),
        [
            ("broken.yaml", 'assets:\n  - {name: "x', "not everything that was named could be checked"),
            ("unknown.yaml", "assets:\n  - {name: box, serial: '1'}\n", "nothing says who made 1 asset"),
            (
                "hall.yaml",
                "assets:\n  - {name: hall, manufacturer: Dahua, category: camera}\n",
                "answers that are not given",
            ),
            ("README.md", "Cameras.\n", "1 file in the folders named were not read"),
            (".gitignore", "clean.yaml\n", "left out, by pattern or ignore file"),
            (
                "noted.yaml",
                "assets:\n  - {name: s, manufacturer: Huawei, banlint: 'ignore[us-ndaa-2019-889a, us-ndaa-2019-889b] "
                "until=2030-01-01 -- not ours'}\n",
                "suppress what was found of 1 asset",
            ),
        ],
    )
    def test_never_says_does_not_where_anything_is_unread_undetermined_or_put_aside(
        self, banlint, clean, tmp_path, name, content, why
    ):
        folder = tmp_path / "all"
        folder.mkdir()
        (folder / "clean.yaml").write_text(CLEAN)
        (folder / "other.yaml").write_text(CLEAN)
        (folder / name).write_text(content)
        out = banlint("report", "representation", *DAY, "all").out
        assert "DOES NOT" not in out
        assert why in " ".join(out.split())

    def test_records_the_inquiry(self, banlint, clean):
        out = banlint("report", "representation", *DAY, clean).out
        record = out.partition("Record of the inquiry")[2]
        for said in (
            "sha256 of the rules",
            "What was read",
            "clean.yaml",
            "What was not determined",
            "Questions that are open",
        ):
            assert said in record


class TestEveryPaper:
    @pytest.mark.parametrize("paper", ["far-889", "representation"])
    def test_says_at_its_top_what_could_not_be_checked_and_exits_2(self, banlint, clean, tmp_path, paper):
        (tmp_path / "broken.json").write_text('{"assets": [')
        ran = banlint("report", paper, clean, "broken.json")
        assert ran.status == 2
        assert ran.out.splitlines()[3].startswith("!! NOT CHECKED IN FULL: 1 problem")
        assert "broken.json" in ran.out.partition("A draft")[0]

    @pytest.mark.parametrize("paper", ["far-889", "representation"])
    def test_of_nothing_at_all_exits_3_and_says_so(self, banlint, tmp_path, paper):
        (tmp_path / "empty").mkdir()
        ran = banlint("report", paper, "empty")
        assert ran.status == 3
        assert "NOTHING WAS CHECKED" in ran.out
        assert "DOES NOT" not in ran.out

    @pytest.mark.parametrize("paper", ["far-889", "representation"])
    @pytest.mark.parametrize("name", ["text", "markdown"])
    def test_says_that_it_is_no_advice_and_no_clearance(self, banlint, clean, paper, name):
        out = banlint("report", paper, "--format", name, clean).out
        assert "It is no legal advice, and no finding is no clearance" in " ".join(out.split())

    def test_is_a_contractors_and_nobody_elses(self, banlint, clean):
        ran = banlint("report", "far-889", "--profile", "us-exporter", clean)
        assert ran.status == 2
        assert "ask with --profile us-dod-contractor or us-federal-contractor" in ran.err

    def test_goes_to_a_new_file_and_never_over_one_that_somebody_filled_in(self, banlint, clean, tmp_path):
        assert banlint("report", "far-889", "-o", "paper.txt", clean).status == 0
        (tmp_path / "paper.txt").write_text("filled in")
        ran = banlint("report", "far-889", "-o", "paper.txt", clean)
        assert ran.status == 2
        assert (tmp_path / "paper.txt").read_text() == "filled in"

    def test_keeps_hostile_values_text(self, banlint, tmp_path):
        (tmp_path / "h.yaml").write_text(
            'assets:\n  - {name: "::error::a\\nb", manufacturer: Huawei, model: "<script>|x|", order: "[x](y) @all"}\n'
        )
        text = banlint("report", "far-889", "h.yaml").out
        mark = banlint("report", "far-889", "--format", "markdown", "h.yaml").out
        assert not any(line.lstrip().startswith("::") for line in text.splitlines())
        assert r"\<script\>\|x\|" in mark
        assert r"\[x\](y) \\x40all" in mark

    def test_that_does_not_exist_is_told_with_those_that_do(self, banlint, clean):
        ran = banlint("report", "far-888", clean)
        assert ran.status == 2
        assert "far-889" in ran.err

    def test_is_the_same_whenever_it_is_drafted(self, banlint, inventory):
        assert banlint("report", "far-889", *DAY, inventory).out == banlint("report", "far-889", *DAY, inventory).out
