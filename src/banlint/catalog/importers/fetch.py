"""Official files from where they are published: https only, bounded in time and size; for `lists update` alone."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException, HTTPMessage
from urllib.parse import urlsplit

from banlint import __version__
from banlint.catalog.importers.cells import File
from banlint.catalog.importers.days import first_day
from banlint.errors import InputError
from banlint.hints import IO
from banlint.text import show

MOST_BYTES = 64 * 1024 * 1024
MOST_SECONDS = 300
_SILENCE_SECONDS = 30
_BLOCK = 1 << 16
_LOOPBACK = ("127.0.0.1", "localhost")
_DATE = "{date}"


def fetch(url: str, most: int = MOST_BYTES) -> File:
    """What is published at `url`. Raises `InputError`."""
    _allowed(url)
    handlers = [urllib.request.ProxyHandler({})] if urlsplit(url).hostname in _LOOPBACK else []
    opener = urllib.request.build_opener(_Redirects(), *handlers)
    request = urllib.request.Request(url, headers={"User-Agent": f"banlint/{__version__}"})  # noqa: S310 - checked
    try:
        with opener.open(request, timeout=_SILENCE_SECONDS) as answer:
            content = _read(answer, url, most)
            length = answer.headers.get("Content-Length")
    except urllib.error.HTTPError as error:
        raise InputError(f"the server answers {error.code}", _MEND, url) from error
    except urllib.error.URLError as error:
        raise InputError(f"cannot be fetched: {show(str(error.reason))}", _MEND, url) from error
    except (OSError, HTTPException, ValueError) as error:
        raise InputError(f"cannot be fetched: {show(str(error)) or type(error).__name__}", _MEND, url) from error
    if length is not None and length.isdigit() and int(length) != len(content):
        raise InputError(f"only {len(content)} of {length} bytes came", "try again", url)
    return File(url, content)


_MEND = "try again, or save the file in a browser and give it to `banlint lists import`"


def resolved(url: str) -> tuple[str, str]:
    """`url` with the day its title of the eCFR is current to in place of `{date}`, and that day; else `url` and ''."""
    if _DATE not in url:
        return url, ""
    before, _, after = url.partition("/full/")
    titles = fetch(f"{before}/titles.json")
    number = after.partition("title-")[2].partition(".")[0]
    try:
        found = json.loads(titles.content)["titles"]
        day = next(str(title["up_to_date_as_of"]) for title in found if str(title["number"]) == number)
    except (ValueError, KeyError, TypeError, RecursionError, StopIteration) as error:
        raise InputError("does not say to which day the title is current", _MEND, titles.name) from error
    if first_day(day) != day:
        raise InputError(f"'{show(day, 40)}' is no day", _MEND, titles.name)
    return url.replace(_DATE, day), day


def _allowed(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise InputError("only https addresses are fetched", "write the https address of the list", show(url))


def _read(answer: IO[bytes], url: str, most: int) -> bytes:
    blocks, total, end = [], 0, time.monotonic() + MOST_SECONDS
    while block := answer.read(_BLOCK):
        total += len(block)
        if total > most:
            raise InputError(f"larger than {most} bytes", "that is no list; mend the address", url)
        if time.monotonic() > end:
            raise InputError(f"not there after {MOST_SECONDS} seconds", _MEND, url)
        blocks.append(block)
    return b"".join(blocks)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """A redirect may not lead where the first address may not."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        _allowed(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def recorded(record: Mapping[str, object]) -> list[str]:
    """Where pack.yaml says that a list is fetched from."""
    found = record.get("download")
    return [str(url) for url in found] if isinstance(found, list) else []
