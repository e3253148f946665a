"""A YAML text to its events: the C parser where it is there, with long scalars cut and template marks turned back."""

from __future__ import annotations

from collections.abc import Callable

from banlint.errors import InputError
from banlint.hints import Protocol, cast
from banlint.limits import Limits
from banlint.reading.jinja import restore
from banlint.reading.libyaml import yaml
from banlint.reading.places import Troubles

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # PyYAML built without libyaml: some twenty times slower, with the same events
    _HAS_C = False
else:
    _HAS_C = True


class Mark(Protocol):
    """A place in the text, in characters from its start."""

    index: int


class Event(Protocol):
    """What the events of PyYAML have in common; only the kinds that have an attribute are asked for it."""

    start_mark: Mark
    end_mark: Mark
    anchor: str | None
    implicit: tuple[bool, bool]
    value: str
    version: tuple[int, int] | None


NextEvent = Callable[[], Event]

ALIAS: type[object] = yaml.AliasEvent
SCALAR: type[object] = yaml.ScalarEvent
SEQUENCE_START: type[object] = yaml.SequenceStartEvent
SEQUENCE_END: type[object] = yaml.SequenceEndEvent
MAPPING_START: type[object] = yaml.MappingStartEvent
MAPPING_END: type[object] = yaml.MappingEndEvent
DOCUMENT_START: type[object] = yaml.DocumentStartEvent
STREAM_END: type[object] = yaml.StreamEndEvent

_VERSIONS = ((1, 1), (1, 2))
_MENDS = {
    "\t": "indent with spaces: YAML does not allow tabs there",
    "%": "put the value in quotes",
    "@": "put the value in quotes",
    "`": "put the value in quotes",
    "{": "put a value that begins with { in quotes",
    ":": "put a value that holds a colon and a space in quotes",
}
_BINARY = "tag:yaml.org,2002:binary"
_CODE = ("tag:yaml.org,2002:python/", "!ruby/", "!php/")


def events(text: str, limits: Limits, troubles: Troubles, *, template: bool) -> NextEvent:
    """A function that returns the next event of `text`; it raises what `error_of` turns into an `InputError`."""
    get = cast("NextEvent", _Parser(text.encode()).get_event if _HAS_C else yaml.parse(text, yaml.BaseLoader).__next__)
    if len(text) > limits.scalar_chars:
        get = _cutting(get, limits.scalar_chars, troubles)
    if "!!" in text or "!<" in text or "%TAG" in text:
        get = _untagging(get, troubles)
    return _restoring(get) if template else get


def next_document(get: NextEvent, troubles: Troubles) -> bool:
    """Read up to the start of the next document; False at the end of the stream. The stream must have been started."""
    event = get()
    if type(event) is STREAM_END:
        return False
    if type(event) is DOCUMENT_START and event.version and event.version not in _VERSIONS:
        major, minor = event.version
        raise troubles.error(event.start_mark.index, f"YAML version {major}.{minor}", "write %YAML 1.2, or nothing")
    return True


def error_of(error: Exception, text: str, troubles: Troubles) -> InputError:
    """What the parser raised, said with its place and a mend."""
    if isinstance(error, InputError):
        return error
    if isinstance(error, RecursionError):
        return InputError("nested too deeply", "lower the depth limit", troubles.name)
    offset = _offset(error, text)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    context = getattr(error, "context", None)
    message = f"not valid YAML: {what}" + (f" {context}" if context else "")
    return troubles.error(offset, message, _MENDS.get(text[offset : offset + 1], "correct the syntax here"))


def _offset(error: Exception, text: str) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        return min(int(mark.index), len(text))
    # The C parser counts bytes where it meets a character that YAML does not allow; the other counts characters.
    position = getattr(error, "position", 0)
    return len(text.encode()[:position].decode(errors="ignore")) if _HAS_C else int(position)


def _cutting(get: NextEvent, most: int, troubles: Troubles) -> NextEvent:
    def cut() -> Event:
        event = get()
        if type(event) is SCALAR and len(event.value) > most:
            troubles.add(
                event.start_mark.index, f"value of more than {most} characters", "only its beginning was checked"
            )
            event.value = event.value[:most]
        return event

    return cut


def _untagging(get: NextEvent, troubles: Troubles) -> NextEvent:
    """Complains of tags under which a value is not what is written: other readers would see another maker there."""

    def checked() -> Event:
        event = get()
        tag = getattr(event, "tag", None)
        if tag == _BINARY and _hides_text(getattr(event, "value", "")):
            troubles.add(event.start_mark.index, "a text in base64", "write it as text")
        elif tag and tag.startswith(_CODE):
            troubles.add(event.start_mark.index, "a tag that asks for code to be run", "remove the tag")
        return event

    return checked


def _hides_text(value: str) -> bool:
    """Whether `value` is text in base64, or no base64 at all; what is truly binary names nobody."""
    import binascii

    try:
        binascii.a2b_base64("".join(value.split()), strict_mode=True).decode()
    except UnicodeDecodeError:
        return False
    except ValueError:
        return True
    return True


def _restoring(get: NextEvent) -> NextEvent:
    def restored() -> Event:
        event = get()
        if type(event) is SCALAR:
            event.value = restore(event.value)
        return event

    return restored
