"""Files as a git revision has them, read through the `git` program.

Nothing that the repository brings is run, and nothing is fetched. A working copy may be a stranger's change: its
links are not followed, its filters, hooks, replacements and text conversions not used. What is read are the bytes
that the revision holds.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress

from banlint.errors import InputError, UsageError
from banlint.hints import IO
from banlint.limits import DEFAULT, Limits
from banlint.named import NamedTuple
from banlint.text import show

_BLOCK = 1 << 16
_LONGEST_NAME = 250
_LONGEST_RECORD = 1 << 16
_FILE_MODES = frozenset({b"100644", b"100755", b"100664"})
_SWITCHES = (
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    "-c",
    "core.fsmonitor=false",
    "-c",
    f"core.hooksPath={os.devnull}",
    # What only looks like a repository is a folder that a change can bring along.
    "-c",
    "safe.bareRepository=explicit",
)
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}
# A hook runs with these set for its own repository, relative to its own folder.
_NOT_PASSED = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE"})


class Entry(NamedTuple):
    """A file that a revision holds."""

    name: str
    """Relative to the top of the repository, with `/`."""
    size: int
    key: str
    """What git calls its content."""
    link: bool = False


class Revision:
    """One revision of the repository that holds `folder`: `commit` is its full name, `top` the repository's folder.

    `name` is whatever git understands: a branch, a tag, `HEAD~1`. Raises `UsageError` where git, the repository or
    the revision is not there.
    """

    def __init__(self, name: str, folder: str = os.curdir, limits: Limits = DEFAULT) -> None:
        if not name or name.startswith("-") or len(name) > _LONGEST_NAME or not name.isprintable():
            raise UsageError(f"`{show(name)}` is no git revision", "name a branch, a tag or a commit")
        self.name = name
        self._limits = limits
        self._git = _program()
        self._folder = _existing(folder)
        self.top = os.path.realpath(self._top())
        self.commit = self._commit()

    def read(self, path: str) -> bytes | None:
        """The bytes of the file `path`, named as from the working folder; `None` where the revision has none there.

        Raises `InputError` for a link or a folder, and for what is too large or not to be had.
        """
        within = self.within(path)
        for entry in self._list(within):
            if entry.name != within:
                raise InputError(f"a folder at {show(self.name)}, not a file", "name a file", path)
            if entry.link:
                raise InputError(f"a link at {show(self.name)}, not a file", "name the file it leads to", path)
            return next(content for _, content in self.contents((entry,)))
        return None

    def files(self, path: str = os.curdir) -> tuple[Entry, ...]:
        """What the revision holds at or below `path`, in order of name; links are there and marked, submodules not."""
        return tuple(sorted(self._list(self.within(path))))

    def contents(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, bytes]]:
        """Each of `entries` that is no link, with its bytes, one at a time. Raises `InputError`."""
        with self.reading() as content:
            for entry in entries:
                if not entry.link:
                    yield entry, content(entry)

    @contextmanager
    def reading(self) -> Iterator[Callable[[Entry], bytes]]:
        """What gives the bytes of entries; it raises `InputError` for one and is good for the next."""
        with self._running("cat-file", "--batch") as process:
            yield lambda entry: self._content(entry, process)

    def within(self, path: str) -> str:
        """`path`, as from the working folder, relative to the top of the repository; empty for the top itself.

        Links within the repository are not followed: they may be part of the very change that is looked into.
        """
        full = os.path.abspath(path)
        steps = full.split(os.sep)
        for count in range(1, len(steps) + 1):
            if os.path.realpath(os.sep.join(steps[:count]) + os.sep) == self.top:
                return "/".join(steps[count:])
        mend = f"name files below {show(self.top)}"
        raise UsageError(f"{show(path)} is not in the repository whose revision is asked for", mend)

    def _content(self, entry: Entry, process: subprocess.Popen[bytes]) -> bytes:
        if entry.size > self._limits.file_bytes:
            message = f"larger than {self._limits.file_bytes >> 20} MiB at {show(self.name)}"
            raise InputError(message, "split it, or raise the limit: --limit file_bytes=...", entry.name)
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError):
            process.stdin.write(entry.key.encode("ascii") + b"\n")
            process.stdin.flush()
        words = process.stdout.readline(_LONGEST_NAME).split()
        size = int(words[2]) if len(words) == 3 and words[1] == b"blob" and words[2].isdigit() else -1
        content = process.stdout.read(size + 1)[:-1] if size == entry.size >= 0 else b""
        if len(content) != size:
            raise InputError(f"its content at {show(self.name)} is not here", "fetch the whole revision", entry.name)
        return content

    def _list(self, within: str) -> Iterator[Entry]:
        command = ("ls-tree", "-r", "-l", "-z", "--full-tree", self.commit)
        with self._running(*command, *(("--", within) if within else ())) as process:
            assert process.stdout is not None
            for count, record in enumerate(_records(process.stdout), 1):
                if count > self._limits.revision_files:
                    message = f"more than {self._limits.revision_files} files at {show(self.name)}"
                    raise InputError(message, "name the folders that hold inventories", within)
                entry = _entry(record)
                if entry is not None:
                    yield entry
            if process.wait():
                raise InputError(f"git cannot list {show(self.name)}", "fetch the whole revision", within)

    def _top(self) -> str:
        found = self._ask("rev-parse", "--show-toplevel")
        if found.returncode == 0 and (top := os.fsdecode(found.stdout).removesuffix("\n")):
            return top
        if b"dubious ownership" in found.stderr:
            mend = "if you trust it: git config --global --add safe.directory FOLDER"
            raise UsageError(f"the repository at {show(self._folder)} is somebody else's, so git refuses it", mend)
        raise UsageError(
            f"{show(self._folder)} is in no git repository, so there is no revision `{show(self.name)}`",
            "run it within the repository",
        )

    def _commit(self) -> str:
        found = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{self.name}^{{commit}}")
        commit = (found.stdout.decode("ascii", "replace").split() or [""])[-1]
        if found.returncode or len(commit) not in (40, 64) or commit.strip("0123456789abcdef"):
            raise UsageError(
                f"no revision is called `{show(self.name)}` here",
                "name a branch, a tag or a commit; one that was not fetched has to be fetched first",
            )
        return commit

    def _ask(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = (self._git, "-C", self._folder, *_SWITCHES, *arguments)
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=_environment(), check=False)  # noqa: S603 no shell, and `-C` and the switches go before

    @contextmanager
    def _running(self, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        """A process of git; it is ended when nobody wants more of it."""
        process = subprocess.Popen(  # noqa: S603 as above
            (self._git, "-C", self.top, *_SWITCHES, *arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    _close(stream)


def _program() -> str:
    found = shutil.which("git")
    # One found in the working folder is whatever the change put there.
    if found is None or not os.path.isabs(found):
        raise UsageError("git is not installed, and a revision is asked for", "install git, or name files instead")
    return found


def _existing(folder: str) -> str:
    """The folder itself, or the nearest above it: it may be gone since the revision."""
    folder = os.path.abspath(folder)
    while not os.path.isdir(folder) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
    return folder


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name.upper() not in _NOT_PASSED}
    return {**kept, **_ENVIRONMENT}


def _records(output: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while block := output.read(_BLOCK):
        *records, rest = (rest + block).split(b"\0")
        if len(rest) > _LONGEST_RECORD:
            raise InputError("git lists a name that is too long", "name the folders that hold inventories")
        yield from records


def _entry(record: bytes) -> Entry | None:
    about, _, name = record.partition(b"\t")
    mode, _, key, size = about.split()
    if mode == b"120000" or mode in _FILE_MODES:
        # Of what was not fetched the size is not known either.
        return Entry(os.fsdecode(name), int(size) if size.isdigit() else -1, key.decode("ascii"), mode == b"120000")
    return None


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:
        return
