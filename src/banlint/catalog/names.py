"""A name of an entity, and the key it is looked up by: folded, without the legal form at its end or beginning."""

from banlint.named import NamedTuple
from banlint.text import fold

_FORMS = """
co, ltd, inc, corp, corporation, company, limited, incorporated, llc, l l c, llp, lp, plc, joint stock company
public limited company, pte, pty, pvt, private, ltda, gmbh, g m b h, mbh, ag, kg, kgaa, ug, ohg, e k, ek, co kg, se
sa, s a, sas, s a s, sarl, s a r l, sl, s l, slu, srl, s r l, spa, s p a, sa de cv, s a de c v, bv, b v, nv, n v, bvba
oy, oyj, ab, as, a s, asa, aps, sp z o o, sp zoo, d o o, doo, s r o, sro, kft, kk, k k, kabushiki kaisha, sdn bhd, bhd
jsc, ojsc, pjsc, cjsc, ooo, oao, zao, pao, ооо, оао, зао, пао, ао, fze, fzco, fz llc, 주, 주식회사
"""
_TRAILING = frozenset(tuple(form.split()) for line in _FORMS.split("\n") for form in line.split(",") if form)
_LEADING = frozenset({("ооо",), ("оао",), ("зао",), ("пао",), ("ао",), ("pt",), ("주",), ("주식회사",), ("株式会社",)})
# Written without a space before them, so they are endings of the last word and not words.
_ENDINGS = ("股份有限公司", "有限责任公司", "有限責任公司", "有限公司", "株式会社", "주식회사")
_BEGINNINGS = ("株式会社", "주식회사")
_LONGEST = max(len(form) for form in _TRAILING)
_LAST_WORDS = frozenset(form[-1] for form in _TRAILING)
# Those that end no longer form.
_LONG_ENDS = frozenset(form[-1] for form in _TRAILING if len(form) > 1)
_SINGLE_WORDS = frozenset(form[0] for form in _TRAILING if len(form) == 1) - _LONG_ENDS
_FIRST_WORDS = frozenset(form[0] for form in _LEADING)


class NameRow(NamedTuple):
    """A name of an entity. `basis` and `confidence` are values of the enums; dates are ISO days or ''."""

    entity: str
    basis: str
    confidence: str
    text: str
    """As the pack spells it."""
    source: str
    since: str
    until: str
    exact: bool
    """True: only the whole field is this name, never words within it."""
    note: str
    needs_evidence: bool = False
    """True: says nothing by itself, but lets a model or code of the entity speak beside it."""
    unverified: bool = False
    """True: a fact of low confidence, off unless it is asked for."""


def key(text: str) -> str:
    """`text` as the catalog's names are keyed. Idempotent; empty only where `text` holds no letter or digit.

    >>> key("Example Devices Co., Ltd.")
    'example devices'
    >>> key("Co., Ltd.")
    'co'
    """
    return of_folded(fold(text))


def of_folded(folded: str) -> str:
    """The key of a text that is folded already."""
    words = folded.split(" ")
    if words[0] in _FIRST_WORDS or not folded.isascii():
        return _without_forms(words)
    if words[-1] not in _LAST_WORDS:
        return folded
    # Nearly every form is a word or two by itself, taken off without a look at longer ones.
    while len(words) > 1 and words[-1] in _SINGLE_WORDS:
        words.pop()
    return _without_forms(words) if words[-1] in _LAST_WORDS else " ".join(words)


def _without_forms(words: list[str]) -> str:
    while (shorter := _without_form(words)) is not None:
        words = shorter
    return " ".join(words)


def _without_form(words: list[str]) -> list[str] | None:
    """`words` less one legal form; None where there is none, or nothing else."""
    ends = min(_LONGEST, len(words) - 1) if words[-1] in _LAST_WORDS else 0
    for length in range(ends, 0, -1):
        if tuple(words[-length:]) in _TRAILING:
            return words[:-length]
    if len(words) > 1 and (words[0],) in _LEADING:
        return words[1:]
    if words[-1].isascii() and words[0].isascii():
        return None
    return _without_joined_form(words)


def _without_joined_form(words: list[str]) -> list[str] | None:
    first, last = words[0], words[-1]
    for form in _ENDINGS:
        if last == form and len(words) > 1:
            return words[:-1]
        if last.endswith(form) and last != form:
            return [*words[:-1], last.removesuffix(form)]
    for form in _BEGINNINGS:
        if first.startswith(form) and first != form:
            return [first.removeprefix(form), *words[1:]]
    return None
