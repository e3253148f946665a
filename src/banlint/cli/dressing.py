"""What reporters of ours are told of that only the command knows: the terminal, the environment, what fails."""

from __future__ import annotations

import argparse
import os
import sys

from banlint.cli.terminal import style
from banlint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from banlint.reporting.output import Outputs
    from banlint.run.check import Settings


def dress(outputs: Outputs, options: argparse.Namespace, settings: Settings) -> Settings:
    """Tell the reporters of `outputs`, and return `settings` as they need them."""
    given: dict[str, object] = {
        "decided": options.show_waived,
        "fail_on": settings.fail_on,
        "epoch": os.environ.get("SOURCE_DATE_EPOCH", ""),
        "step_summary": os.environ.get("GITHUB_STEP_SUMMARY", ""),
    }
    for reporter, stdout in outputs.reporters():
        if type(reporter).__module__.startswith("banlint.reporting."):
            more = {"style": style(options.color, sys.stdout), "quiet": options.quiet} if stdout else {}
            for name, value in (given | more).items():
                if hasattr(reporter, name):
                    setattr(reporter, name, value)
                    if name == "step_summary":
                        # Of several such reports the first adds it: a step has one summary.
                        given[name] = ""
    return settings._replace(every_asset=outputs.shows_assets)
