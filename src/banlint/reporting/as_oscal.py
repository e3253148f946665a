"""OSCAL assessment results: an observation for each finding, a finding for each ban, a risk for each decision."""

from __future__ import annotations

from banlint.hints import TextIO
from banlint.model import Finding, Outcome, Problem, RegimeId, RunInfo
from banlint.reporting.account import CLEARANCE, doubt, failures, told
from banlint.reporting.as_json import encode
from banlint.reporting.growing import Growing, Listed
from banlint.reporting.ids import Ids
from banlint.reporting.moment import moment
from banlint.reporting.oscal import observed
from banlint.reporting.oscal.bans import Ban
from banlint.reporting.oscal.values import Record, full, markup, props
from banlint.reporting.spool import Spool
from banlint.reporting.wording import asked_line, number

OSCAL = "1.1.3"
_MOST_PROBLEMS = 1000


class OscalReporter:
    """Observations go out as they come; assets and decisions wait on disk, of bans only what they add up to."""

    name = "oscal"

    def __init__(self) -> None:
        self.epoch = ""
        """The second it says it was made, since 1970; the day asked about where that is empty. Set before `begin`."""

    def begin(self, info: RunInfo, out: TextIO) -> None:
        """Write what the document is."""
        self._info, self._stamp = info, moment(info, self.epoch)
        self._ids, self._out = Ids(info), Growing(out)
        self._observations = Listed(self._out, "observations")
        self._items, self._risks = Spool(), Spool()
        self._bans: dict[RegimeId, Ban] = {}
        self._problems: list[Problem] = []
        self._problem_count = 0
        metadata = {
            "title": f"banlint: procurement bans on equipment, as of {info.question.as_of}",
            "last-modified": self._stamp,
            "version": info.question.as_of,
            "oscal-version": OSCAL,
            "remarks": f"This is no legal advice, and {CLEARANCE}.",
        }
        self._plan = self._ids.of("plan")
        head = {"metadata": metadata, "import-ap": {"href": f"#{self._plan}"}}
        self._out.write('{"assessment-results": {')
        self._out.members(head)
        self._out.write('"results": [{')

    def finding(self, finding: Finding) -> None:
        """Write an observation, and take up its asset, its ban and what was decided."""
        subject, first = self._ids.asset(finding)
        if first:
            self._items.write(observed.item(finding, subject) + "\n")
        own = self._ids.unique("observation", finding.fingerprint, finding.path, finding.pointer, finding.clause)
        self._observations.add(observed.observation(finding, own, subject, self._stamp))
        risk = ""
        if finding.decision:
            risk = self._ids.of("risk", own)
            self._risks.write(encode(observed.risk(finding, finding.decision, risk, own)) + "\n")
        ban = self._bans.get(finding.regime)
        if ban is None:
            ban = self._bans[finding.regime] = Ban(finding)
        ban.learn(finding, own, risk)

    def problem(self, problem: Problem) -> None:
        """Keep a problem, of very many the first ones."""
        self._problem_count += 1
        if len(self._problems) < _MOST_PROBLEMS:
            self._problems.append(problem)

    def end(self, outcome: Outcome, footer: tuple[str, ...]) -> None:
        """Write what waited, the account of the run, and the names that need the whole."""
        if outcome.counts.undetermined:
            self._observations.add(encode(self._undetermined(outcome)))
        self._observations.end()
        self._poured("risks", self._risks)
        self._written()
        out, said = self._out, asked_line(self._info)
        items = Listed(out, "inventory-items")
        if any(True for _ in self._items.lines()):
            out.write('"local-definitions": {')
            for line in self._items.lines():
                items.add(line)
            out.write("]},\n ")
        out.members(self._account(outcome, footer))
        out.write(f'"uuid": "{self._ids.of("result", out.digest())}"}}],\n ')
        resource = {
            "uuid": self._plan,
            "title": "What was asked",
            "description": markup(said),
            "props": props((f"catalog-{key}", str(value)) for key, value in sorted(self._info.catalog.items())),
            "remarks": "There is no assessment plan but this question.",
        }
        out.members({"back-matter": {"resources": [resource]}})
        out.write(f'"uuid": "{self._ids.of("document", out.digest())}"}}}}\n')

    def _poured(self, name: str, waiting: Spool) -> None:
        listed = Listed(self._out, name)
        for line in waiting.lines():
            listed.add(line)
        listed.end()

    def _written(self) -> None:
        """Write the bans."""
        for at, (regime, ban) in enumerate(sorted(self._bans.items())):
            self._out.write(",\n  " if at else '"findings": [\n  ')
            ban.write(self._out.write, self._ids.of("finding", regime))
        if self._bans:
            self._out.write("],\n ")

    def _undetermined(self, outcome: Outcome) -> Record:
        amount = number(outcome.counts.undetermined, "asset")
        return {
            "uuid": self._ids.of("undetermined"),
            "title": f"{amount} undetermined",
            "description": doubt(outcome.counts),
            "methods": ["EXAMINE"],
            "types": ["discovery"],
            "collected": self._stamp,
        }

    def _account(self, outcome: Outcome, footer: tuple[str, ...]) -> Record:
        failed, counts, question = failures(outcome, self._problem_count), outcome.counts, self._info.question
        entries = [
            observed.entry(one, self._ids.unique("entry", one.path, str(one.line), one.message), self._stamp)
            for one in self._problems
        ]
        scope = f"The bans that bind {', '.join(question.profiles)} as of {question.as_of}: {asked_line(self._info)}"
        said = [("complete", "no" if failed else "yes"), ("problems", str(self._problem_count))]
        said += [("banlint-version", self._info.version), ("as-of", question.as_of)]
        said += [("profile", one) for one in question.profiles]
        said += [(word, str(getattr(counts, word))) for word in ("assets", "undetermined", "findings", "waived")]
        return full(
            {
                "title": f"Check of {number(counts.assets, 'asset')} against procurement bans",
                "description": markup("; ".join((*failed, *told(outcome)[:2]))),
                "start": self._stamp,
                "props": props(said),
                "reviewed-controls": {"control-selections": [{"description": markup(scope), "include-all": {}}]},
                "assessment-log": {"entries": entries} if entries else None,
                "remarks": "\n\n".join(map(markup, (*failed, *told(outcome), *footer))),
            }
        )
