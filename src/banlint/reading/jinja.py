"""Templates that would be YAML once rendered: Jinja marks made harmless in place, keeping every offset."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Patterns stay text until a template is met: files without one are the rule.
_OPENERS = r"\{[{%#]"
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_LINE_END = r"\r\n?|\n"
_REST_BLANK = r"[ \t]*+(?=[\r\n]|\Z)"

# What YAML might read as syntax within an expression stands as a private character until it is parsed.
_BASE = 0xF0000
_SPECIAL = [code for code in range(128) if not chr(code).isalnum() and chr(code) != " "]
_HIDE = {code: _BASE + code for code in _SPECIAL}
_SHOW = {_BASE + code: code for code in _SPECIAL}
_HIDDEN = f"[{chr(_BASE)}-{chr(_BASE + 127)}]"
_NOT_BREAK = r"[^\r\n]"

Block = tuple[int, int, str]


def is_template(text: str) -> bool:
    """Whether `text` holds a mark of Jinja."""
    return any(opener in text for opener in _CLOSERS)


def neutralise(text: str) -> str:
    """`text` with its Jinja blocks hidden, of the same length.

    Statements and comments that stand at the start or end of a line are blanked.
    Expressions, and what stands within a line, become one word, which
    `restore` turns back in the values that YAML makes of it.
    """
    if re.search(_HIDDEN, text):
        return text
    parts: list[str] = []
    rest_blank = re.compile(_REST_BLANK)
    done = 0
    led = True
    for start, end, opener in _blocks(text):
        gap = text[done:start]
        line = re.split(_LINE_END, gap)[-1]
        led = not line.strip() and (led or len(line) < len(gap))
        blanked = opener != "{{" and (led or rest_blank.match(text, end) is not None)
        led = led and blanked
        block = text[start:end]
        parts += gap, re.sub(_NOT_BREAK, " ", block) if blanked else block.translate(_HIDE)
        done = end
    return "".join(parts) + text[done:]


def restore(value: str) -> str:
    """`value` with its Jinja blocks as written."""
    return value if value.isascii() else value.translate(_SHOW)


def _blocks(text: str) -> Iterator[Block]:
    """The Jinja blocks of `text`; one that is never closed is none."""
    unclosed: set[str] = set()
    done = 0
    for found in re.finditer(_OPENERS, text):
        opener = found.group()
        if found.start() < done or opener in unclosed:
            continue
        close = text.find(_CLOSERS[opener], found.end())
        if close < 0:
            unclosed.add(opener)
            continue
        done = close + 2
        yield found.start(), done, opener
