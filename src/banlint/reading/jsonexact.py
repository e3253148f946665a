"""The exact JSON reader: RFC 8259 and nothing else, with a place for everything that is not."""

from __future__ import annotations

from banlint.errors import InputError
from banlint.limits import Limits
from banlint.reading.jsontokens import (
    AFTER,
    COMMENT,
    CONTROL,
    GAP,
    KEY,
    NOT_A_NUMBER,
    SPACE,
    STRING,
    VALUE,
    EscapeError,
    unescape,
)
from banlint.reading.jsonvalues import Container, Number, Value
from banlint.reading.places import Troubles
from banlint.reading.repeated import Repeated
from banlint.text import show

LITERALS = {"true": True, "false": False, "null": None}
_MENDS = {
    "'": "write strings in double quotes",
    "]": "remove the comma before it, or write the missing value",
    "}": "remove the comma before it, or write the missing value",
    ",": "write the missing value",
}


class ExactReader:
    """Reads the JSON values of one text, without recursion.

    What can be read on from goes to `troubles`: a repeated key (its values
    become `Repeated`), NaN and infinities, control characters in strings,
    halves of surrogate pairs, over-long scalars and, unless `commented`,
    comments and trailing commas. Anything else raises `InputError`.
    """

    def __init__(self, text: str, limits: Limits, troubles: Troubles, *, commented: bool = False) -> None:
        self._text = text
        self._limits = limits
        self._troubles = troubles
        self._extended = commented
        self.partial: Value = None
        """What had been read of a value when it turned out to be broken."""

    def start_of_next(self, offset: int) -> int:
        """The offset of the next value at or after `offset`; the length of the text where there is none."""
        return self._gap(offset)

    def read(self, offset: int) -> tuple[Value, int]:
        """The value at `offset`, and the offset past it. Raises `InputError`, with `partial` set, on a break."""
        stack: list[tuple[Container, str]] = []
        try:
            return self._read(offset, stack)
        except InputError:
            self.partial = None
            while stack:
                container, key = stack.pop()
                if self.partial:
                    self._put(container, key, self.partial)
                self.partial = container
            raise

    def _read(self, offset: int, stack: list[tuple[Container, str]]) -> tuple[Value, int]:
        while True:
            value, offset = self._value(offset)
            if isinstance(value, (dict, list)):
                if len(stack) >= self._limits.depth:
                    message = f"nested deeper than {self._limits.depth} levels"
                    raise self._troubles.error(offset - 1, message, "flatten the file, or raise the depth limit")
                end = self._closed(value, offset)
                if not end:
                    key, offset = self._key(value, offset)
                    stack.append((value, key))
                    continue
                offset = end
            while stack:
                container, key = stack[-1]
                self._put(container, key, value)
                more, offset = self._after(container, offset)
                if more:
                    key, offset = self._key(container, offset)
                    stack[-1] = container, key
                    break
                value = stack.pop()[0]
            else:
                return value, offset

    def _value(self, offset: int) -> tuple[Value, int]:
        found = VALUE.match(self._text, offset)
        if found is None:
            return self._odd_value(offset)
        kind, text = found.lastindex, found[found.lastindex or 0]
        if kind == 1:
            return self._short(text, found.start(1) - 1), found.end()
        if kind == 2:
            return Number(self._short(text, found.start(2))), found.end()
        if kind == 3:
            return LITERALS[text], found.end()
        return {} if text == "{" else [], found.end()

    def _odd_value(self, offset: int) -> tuple[Value, int]:
        """A value that is no plain token: an escaped string, NaN, or one behind a comment."""
        start = self._gap(offset)
        if start > offset:
            return self._value(start)
        if self._text.startswith('"', start):
            return self._string(start)
        word = NOT_A_NUMBER.match(self._text, start)
        if word is None:
            raise self._unexpected(start, "a value")
        self._troubles.add(start, f"{word[1]} is not JSON", "write null, or the number")
        return Number(word[1]), word.end()

    def _string(self, start: int) -> tuple[str, int]:
        found = STRING.match(self._text, start)
        if found is None:
            raise self._troubles.error(
                start, "a string that is never closed", "close it, or copy the file again, whole"
            )
        raw = found[1]
        control = CONTROL.search(raw)
        if control:
            shown = show(control[0])
            self._troubles.add(
                start + 1 + control.start(), f"control character {shown} in a string", "write it as an escape"
            )
        try:
            value, halved = unescape(raw)
        except EscapeError as error:
            at = start + 1 + error.offset
            shown = show(self._text[at : at + 2])
            raise self._troubles.error(at, f"{shown} is no escape of JSON", "write \\\\ for a backslash") from None
        if halved:
            self._troubles.add(start, "half of a surrogate pair in a string", "write the whole character")
        return self._short(value, start), found.end()

    def _short(self, value: str, start: int) -> str:
        most = self._limits.scalar_chars
        if len(value) <= most:
            return value
        self._troubles.add(start, f"value of more than {most} characters", "only its beginning was checked")
        return value[:most]

    def _closed(self, container: Container, offset: int) -> int:
        """The offset past the end of a container that is empty; 0 where it is not."""
        start = self._gap(offset)
        return start + 1 if self._text.startswith("}" if isinstance(container, dict) else "]", start) else 0

    def _key(self, container: Container, offset: int) -> tuple[str, int]:
        if isinstance(container, list):
            return "", offset
        found = KEY.match(self._text, offset)
        if found:
            key, start, end = found[1], found.start(1) - 1, found.end()
        else:
            start = self._gap(offset)
            if not self._text.startswith('"', start):
                raise self._unexpected(start, "a key in double quotes")
            key, end = self._string(start)
            end = self._gap(end)
            if not self._text.startswith(":", end):
                raise self._unexpected(end, "a colon")
            end += 1
        if len(key) > self._limits.key_chars:
            self._troubles.add(start, f"key of more than {self._limits.key_chars} characters", "shorten it")
        if key in container:
            shown = show(key, self._limits.shown_chars)
            self._troubles.add(start, f"duplicate key {shown!r}", "keep one of them; both values were checked")
        return key, end

    def _put(self, container: Container, key: str, value: Value) -> None:
        if isinstance(container, list):
            container.append(value)
        elif key not in container:
            container[key] = value
        else:
            held = container[key]
            if isinstance(held, Repeated):
                held.append(value)
            else:
                container[key] = Repeated([held, value])

    def _after(self, container: Container, offset: int) -> tuple[bool, int]:
        """Whether a further member follows, and the offset past the comma or the end of the container."""
        closer = "}" if isinstance(container, dict) else "]"
        found = AFTER.match(self._text, offset)
        if found is None:
            offset = self._gap(offset)
            found = AFTER.match(self._text, offset)
        if found is None or found[1] not in (",", closer):
            raise self._unexpected(SPACE.match(self._text, offset).end(), f"a comma or {closer}")  # type: ignore[union-attr]
        end = found.end()
        if found[1] == closer:
            return False, end
        following = self._gap(end)
        if not self._text.startswith(closer, following):
            return True, following
        self._not_json(found.start(1), "a comma after the last member")
        return False, following + 1

    def _gap(self, offset: int) -> int:
        """Past white space and comments."""
        found = SPACE.match(self._text, offset)
        end = found.end() if found else offset
        comment = COMMENT.match(self._text, end)
        if comment is None:
            return end
        self._not_json(end, "a comment")
        gap = GAP.match(self._text, end)
        return gap.end() if gap else end

    def _not_json(self, offset: int, what: str) -> None:
        """Note the first thing of JSON with comments; the rest of such a file is no news."""
        if not self._extended:
            self._extended = True
            self._troubles.add(offset, f"{what} is not JSON", "remove it, or name the file .jsonc")

    def _unexpected(self, offset: int, wanted: str) -> InputError:
        if offset >= len(self._text):
            return self._troubles.error(offset, f"the text ends where {wanted} should be", "copy the file again, whole")
        character = self._text[offset]
        mend = _MENDS.get(character, "correct the syntax here")
        return self._troubles.error(offset, f"{show(character)!r} where {wanted} should be", mend)
