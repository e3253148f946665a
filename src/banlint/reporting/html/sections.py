"""The sections of the page that are written whole: totals, what could not be told, decisions, problems, the run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from banlint.model import Outcome, Problem, RunInfo, Seen, Verdict
from banlint.reporting.account import CLEARANCE, failures, told
from banlint.reporting.html.bars import strip
from banlint.reporting.html.markup import Html, el, joined
from banlint.reporting.html.rows import decided
from banlint.reporting.html.tally import Totals
from banlint.reporting.wording import asked_line, number

_MEANINGS = {
    Verdict.PROHIBITED: "a ban is in force and covers it",
    Verdict.NEEDS_FACTS: "it is covered if an open question is answered so",
    Verdict.RESTRICTED: "a licence or an authorisation is needed",
    Verdict.SCHEDULED: "enacted, in force from a later day",
    Verdict.PROPOSED: "proposed or considered, not law",
    Verdict.WATCH: "suspended, or worth a look",
}
_FEW = 20
_WORDS = {
    "suppressed": "by a note in the inventory",
    "waived": "by a recorded waiver",
    "baselined": "found in an earlier run",
}
NO_ADVICE = "This report is no legal advice, and it does not tell whether an exception or a waiver is yours to use."


def banner(outcome: Outcome, problems: int) -> Html:
    """Why no clean answer can be read from the report; nothing where everything was checked."""
    return joined(*(el("p", one, cls="banner", role="alert") for one in failures(outcome, problems)))


def said(outcome: Outcome) -> Html:
    """What every report says at its end, here at its beginning."""
    first, *others = told(outcome)
    return joined(el("p", first, cls="lead"), *(el("p", one) for one in others))


def tiles(totals: Totals) -> Html:
    """A button for each verdict, with how many findings of it are open."""
    made = []
    for verdict, amount in zip(Verdict, totals.verdicts, strict=True):
        inside = joined(
            el("span", f"{amount:,}", cls="amount"),
            el("span", verdict.value.replace("-", " "), cls="word"),
            el("span", _MEANINGS[verdict], cls="under"),
        )
        attributes = {"data_filter": "verdict", "data_key": verdict.value, "aria_pressed": "false"}
        state = f"tile {verdict}" + " none" * (not amount)
        made.append(el("li", el("button", inside, type="button", cls=state, **attributes)))
    whole = sum(totals.verdicts)
    return joined(el("ul", *made, cls="tiles"), strip(totals.verdicts, whole) if whole else Html(""))


def figures(outcome: Outcome) -> Html:
    """What was seen and what was decided, in numbers."""
    counts = outcome.counts
    shown = {
        "assets checked": counts.assets,
        "undetermined": counts.undetermined,
        "findings": counts.findings,
        "suppressed": counts.suppressed,
        "waived": counts.waived,
        "in the baseline": counts.baselined,
        "files read": counts.files_read,
        "files failed": counts.files_failed,
    }
    pairs = (el("div", el("dt", word), el("dd", f"{amount:,}")) for word, amount in shown.items())
    return el("dl", *pairs, cls="figures")


def undetermined(outcome: Outcome, assets: Sequence[Seen]) -> Html:
    """The assets that nothing identifies, as far as there is room."""
    amount = outcome.counts.undetermined
    if not amount:
        return el("p", f"Something says of every asset who made it. Even so {CLEARANCE}.", cls="quiet")
    text = f"Nothing says who made {number(amount, 'asset')}. They are not cleared: {CLEARANCE}."
    rows = [(one.asset, one.parent, one.path, one.pointer) for one in assets]
    shown = _table(("Asset", "Part of", "File", "Place"), rows, amount, "asset")
    return joined(
        el("p", text), el("details", el("summary", "The assets"), shown, open=len(rows) <= _FEW) if rows else Html("")
    )


def decisions(outcome: Outcome, totals: Totals) -> Html:
    """What was decided of findings, by whom, why and until when, and what is to be known of it."""
    counts, made = outcome.counts, []
    amounts = {"suppressed": counts.suppressed, "waived": counts.waived, "baselined": counts.baselined}
    if not any(amounts.values()):
        made.append(el("p", "Nothing was decided of any finding: all of them are open.", cls="quiet"))
    else:
        each = "; ".join(f"{amounts[kind]:,} {kind} {what}" for kind, what in _WORDS.items() if amounts[kind])
        made.append(el("p", f"{each}. They are told and counted, and do not fail the run."))
        rows = [(f"{amount:,}", *decided(one)) for one, amount in totals.decided.items()]
        columns = ("Findings", "Decided", "Reason", "Reference", "Authority", "Owner", "Until", "Written")
        made.append(_table(columns, rows, len(rows), "decision"))
    if totals.decisions_left_out:
        made.append(el("p", f"and {number(totals.decisions_left_out, 'finding')} decided otherwise", cls="quiet"))
    return joined(*made)


def problems(outcome: Outcome, first: Sequence[Problem], amount: int) -> Html:
    """What stopped a check, and the notices of recorded decisions."""
    made = []
    if amount:
        rows = [(one.kind, one.message, one.mend, f"{one.path}:{one.line}" if one.path else "") for one in first]
        made.append(_table(("Kind", "Problem", "What mends it", "Place"), rows, amount, "problem"))
    else:
        made.append(el("p", "Everything that was named was read in full.", cls="quiet"))
    if outcome.notices:
        rows = [(one.kind, one.message, one.mend, f"{one.path}:{one.line}" if one.path else "")
                for one in outcome.notices[: len(first) + 200]]  # fmt: skip
        made.append(el("h3", "Notices"))
        made.append(_table(("Kind", "Notice", "What mends it", "Place"), rows, len(outcome.notices), "notice"))
    return joined(*made)


def run(outcome: Outcome, footer: Iterable[str]) -> Html:
    """What was asked, of which rules, with their hashes: what a reader needs to repeat the run."""
    info = outcome.info
    pairs = [(word, text) for word, text in _asked(info) if text]
    pairs.append(("fails on", ", ".join(outcome.fail_on)))
    pairs.append(("findings that fail", f"{outcome.failing:,}"))
    listed = (el("div", el("dt", word), el("dd", text, cls="value")) for word, text in pairs if text)
    lines = (el("p", one, cls="quiet") for one in footer)
    return joined(el("p", asked_line(info)), el("dl", *listed, cls="run"), *lines)


def _asked(info: RunInfo) -> Iterable[tuple[str, str]]:
    question, policy, catalog = info.question, info.policy, info.catalog
    yield "asked for", ", ".join(question.profiles)
    yield "besides, for some assets", ", ".join(one.profile for one in question.askers)
    yield "as of", question.as_of
    yield "and what comes by", question.horizon
    yield "only", ", ".join(question.select)
    yield "without", ", ".join(question.ignore)
    yield "purpose assumed", question.purpose
    yield "included", ", ".join(question.include)
    yield "rules", f"{catalog.get('name', '')} {catalog.get('version', '')}".strip()
    yield "edition", str(catalog.get("edition", ""))
    yield "sha256 of the rules", str(catalog.get("sha256", ""))
    yield "regimes and companies", f"{catalog.get('regimes', 0):,} and {catalog.get('entities', 0):,}"
    yield "waivers", policy.waivers
    yield "baseline", policy.baseline
    yield "decisions from revision", policy.revision
    yield "decisions", "" if policy.honoured else "no suppression and no waiver honoured"
    yield "answers", policy.facts
    yield "sha256 of the answers", policy.facts_sha256
    yield "banlint", info.version


def _table(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], amount: int, noun: str) -> Html:
    """A table without its empty columns, and how much of it there was no room for."""
    used = [at for at in range(len(columns)) if any(row[at] for row in rows)]
    head = el("tr", *(el("th", columns[at], scope="col") for at in used))
    body = (el("tr", *(el("td", _unbroken(row[at]), cls="value") for at in used)) for row in rows)
    more = amount - len(rows)
    tail = el("p", f"and {number(more, noun)} more", cls="quiet") if more > 0 else Html("")
    return joined(el("div", el("table", el("thead", head), el("tbody", *body), cls="plain"), cls="scroll"), tail)


def _unbroken(value: str) -> str:
    """A day as one word; anything else as it is."""
    return el("time", value) if len(value) == 10 and value.replace("-", "").isdecimal() else value
