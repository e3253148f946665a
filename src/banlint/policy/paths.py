"""Paths as a file of decisions sees them: from its own folder, wherever the command is run."""

from __future__ import annotations

import os


def seen_from(file: str, path: str) -> str:
    """`path` as from the folder of `file`, both as from the working folder, with `/`.

    >>> seen_from("policy/waivers.yaml", "sites/a.yaml")
    '../sites/a.yaml'
    """
    try:
        found = os.path.relpath(path, os.path.dirname(file) or os.curdir)
    except ValueError:
        # Another drive, or a name that is no path.
        return path
    return found.replace(os.sep, "/")


def is_within(path: str, top: str) -> bool:
    """Whether `path` is `top` or lies below it; both as seen from one folder.

    >>> is_within("sites/a.yaml", "sites"), is_within("sites/a.yaml", ".."), is_within("sites-2/a.yaml", "sites")
    (True, True, False)
    """
    steps = top.split("/")
    if top == "." or all(step == ".." for step in steps):
        above = 0 if top == "." else len(steps)
        return path.split("/")[: above + 1].count("..") <= above
    return path == top or path.startswith(f"{top}/")
