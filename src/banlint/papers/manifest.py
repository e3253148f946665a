"""What a package of evidence says of itself: its manifest, and its first page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from banlint.errors import ReportError
from banlint.hints import Any
from banlint.limits import DEFAULT
from banlint.named import NamedTuple
from banlint.papers import record
from banlint.papers.archive import Member
from banlint.papers.inquiry import FileRead, Inquiry
from banlint.papers.page import Block, Cell, Fields, Heading, Items, Page, Para, as_markdown
from banlint.reporting.account import CLEARANCE
from banlint.reporting.records import counts_record, notice_record, policy_record, problem_record
from banlint.reporting.wording import asked_line, counts_line
from banlint.run.status import exit_status

NAME = "manifest.json"
SUMS = "SHA256SUMS"
FORMAT = "banlint-evidence"
VERSION = 1
"""Within a version fields may be added; none changes or goes."""
_SAYS = f"This is no legal advice, and {CLEARANCE}."
_CONTENTS = (
    "manifest.json: what was asked, of which files with which hashes, by which rules, and every member's hash",
    "findings.json, findings.sarif, findings.csv, findings.html: the same findings, decided ones among them",
    "undetermined.jsonl: the assets of which nothing says who made them",
    "decided.jsonl: the findings that were suppressed, waived or baselined, with what was decided and by whom",
    "inputs/: the files that were read, where they were asked for",
    "SHA256SUMS: the hashes of all the others, for `sha256sum -c`",
)


class Input(NamedTuple):
    """A file that the run rests on."""

    role: str
    """`inventory`, `settings`, `waivers`, `baseline`, `facts` or `mapping`."""
    file: FileRead
    content: bytes | None = None
    """What was read, for what is no inventory."""
    carried: Member | None = None


def described(inquiry: Inquiry, inputs: Sequence[Input], members: Sequence[Member], made: Mapping[str, Any]) -> bytes:
    """The manifest. Raises `ReportError` where it would be larger than anybody reads."""
    outcome, info = inquiry.outcome, inquiry.outcome.info
    counts = outcome.counts
    told = {
        "format": FORMAT,
        "format_version": VERSION,
        "says": _SAYS,
        "made": made["at"],
        "made_by": made["by"],
        "command": made["command"],
        "tool": {"name": "banlint", "version": info.version},
        "plugins": list(made["plugins"]),
        "catalog": dict(sorted(info.catalog.items())),
        "question": info.question._asdict() | {"askers": [one._asdict() for one in info.question.askers]},
        "policy": policy_record(info.policy),
        "fail_on": [one.value for one in outcome.fail_on],
        "status": exit_status(outcome),
        "counts": counts_record(counts),
        "not_determined": {
            "assets": counts.undetermined,
            "needs_facts": counts.by_verdict.get("needs-facts", 0),
            "files_failed": counts.files_failed,
            "files_passed_over": counts.files_skipped,
            "files_left_out": len(inquiry.left_out),
        },
        "problems": [problem_record(one) for one in outcome.problems],
        "notices": [notice_record(one) for one in outcome.notices],
        "named": list(inquiry.paths),
        "exclude": list(inquiry.exclude),
        "left_out": list(inquiry.left_out),
        "inputs": [_input(one) for one in inputs],
        "members": [{"name": one.name, "sha256": one.sha256, "size": one.size} for one in members],
    }
    text = json.dumps(told, ensure_ascii=True, allow_nan=False, indent=1).encode() + b"\n"
    if len(text) > DEFAULT.evidence_manifest_bytes:
        raise ReportError("the manifest would be too large", "make packages of fewer files")
    return text


def _input(one: Input) -> dict[str, object]:
    file = one.file
    return {
        "path": file.path,
        "role": one.role,
        "state": file.state,
        "sha256": file.digest.sha256,
        "size": file.digest.size,
        "assets": file.assets,
        "undetermined": file.undetermined,
        "member": one.carried.name if one.carried else "",
    }


def readme(inquiry: Inquiry, command: str) -> str:
    """The first page, in Markdown."""
    info = inquiry.outcome.info
    blocks: list[Block] = [Heading("Evidence of a banlint check", 1), *record.opening(inquiry.outcome)]
    blocks.append(
        Fields(
            (
                ("asked", Cell(asked_line(info))),
                ("seen and found", Cell(counts_line(inquiry.outcome.counts))),
                ("made by", Cell(f"banlint {info.version}")),
                ("sha256 of the rules", Cell(str(info.catalog["sha256"]))),
                ("made again by", Cell(command)),
            )
        )
    )
    blocks += [Heading("What is in it"), Items(_CONTENTS), Heading("How to verify it")]
    blocks.append(
        Para(
            "banlint evidence verify FILE compares every member with the manifest, and the inputs where they are at "
            "hand. Whoever can change the package can change its hashes too: keep the hash of manifest.json elsewhere."
        )
    )
    return "".join(as_markdown(Page(tuple(blocks))))
