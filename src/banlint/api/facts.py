"""A facts file for the functions of the API."""

from __future__ import annotations

from banlint.errors import ConfigError
from banlint.hints import TYPE_CHECKING
from banlint.text import show

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.judge.answers import Answers


def read_facts(path: str, catalog: Catalog) -> Answers:
    """What the facts file `path` answers. Raises `ConfigError`."""
    from banlint.judge.factsfile import MOST_BYTES, read
    from banlint.judge.vocabulary import Vocabulary

    try:
        with open(path, "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", "name a file that is there", path) from None
    return read(data, show(path, 1000), Vocabulary(catalog.vocabulary))
