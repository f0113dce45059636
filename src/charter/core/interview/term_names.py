"""Where the interview finds and puts what it knows: `terms.toml`, read once."""

from __future__ import annotations

from functools import cache
from importlib import resources

from charter.core.vocabulary import toml
from charter.core.vocabulary.party import Side


def term_path(name: str) -> str:
    """Give the path of a term that the interview calls by a short name. Raises KeyError for an unknown one.

    >>> term_path("starts")
    'foundation.term.starts'
    """
    path: str = _read()[name]
    return path


def left_to(side: Side) -> tuple[str, ...]:
    """Give the paths of what a side has to say and nobody can fill in."""
    return tuple(_read()["open"][side])


def paths() -> tuple[str, ...]:
    """Every path that the list names."""
    named = (path for name, path in _read().items() if name != "open")
    return (*named, *(path for side in Side for path in left_to(side)))


@cache
def _read() -> dict:  # type: ignore[type-arg]  # texts, and one table of lists
    return toml.loads(resources.files(__package__).joinpath("terms.toml").read_text("utf-8"))
