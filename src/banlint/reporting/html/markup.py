"""Markup in which no value can be anything but text: what is not `Html` is escaped wherever it is put in."""

from __future__ import annotations

from html import escape

from banlint.text import show

LONG = 1000


class Html(str):
    """Text that is markup already, made by the functions of this module."""

    __slots__ = ()


def text(value: str, limit: int = LONG) -> Html:
    """`value` as text of a page: on one line, what does not print visibly escaped, no command of a CI service in it.

    >>> text("<b>##[x]")
    '&lt;b&gt;#&#35;[x]'
    """
    return Html(escape(show(value, limit)).replace("##", "#&#35;"))


def el(tag: str, *children: str, **attributes: str | int | bool) -> Html:
    """An element. `cls` is the class, `aria_label` is `aria-label`; an attribute that is False or empty is left out.

    >>> el("p", "a & b", cls="note")
    '<p class="note">a &amp; b</p>'
    """
    named = "".join(_attribute(name, value) for name, value in attributes.items())
    return Html(f"<{tag}{named}>{joined(*children)}</{tag}>")


def joined(*children: str) -> Html:
    """`children` one behind the other."""
    return Html("".join(one if isinstance(one, Html) else text(one) for one in children))


def _attribute(name: str, value: str | int | bool) -> str:
    if value is False or value == "":
        return ""
    key = "class" if name == "cls" else name.replace("_", "-")
    return f" {key}" if value is True else f' {key}="{text(str(value))}"'
