"""The catalogues of messages: one `.po` file a language, as translators edit it, read at first use and kept.

>>> german = catalogue("de")
>>> german.found("{n} day", 3), german.found("no such message") is None
('{n} Tage', True)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from importlib import resources
from io import BytesIO

from babel.messages.pofile import read_po

_HERE = "charter.core.language"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The messages of one language: by their English text, the forms that a number chooses among, or the only one."""

    messages: dict[str, tuple[str, ...]]
    plural: Callable[[int], int]

    def found(self, message: str, n: int = 1) -> str | None:
        """Give the translation of a message, in the form for a number; None where there is none."""
        forms = self.messages.get(message)
        return forms[self.plural(n) if len(forms) > 1 else 0] if forms else None


@cache
def catalogue(language: str) -> Catalogue:
    """Read the catalogue of a language; what is marked fuzzy there, or left empty, is not translated."""
    source = resources.files(_HERE).joinpath(f"catalogues/{language}.po").read_bytes()
    read = read_po(BytesIO(source), locale=language, abort_invalid=True)
    messages = {_first(m.id): _forms(m.string) for m in read if m.id and not m.fuzzy}
    return Catalogue({key: forms for key, forms in messages.items() if all(forms)}, c2py(read.plural_expr))


def _first(id_: str | tuple[str, ...] | list[str]) -> str:
    return id_ if isinstance(id_, str) else id_[0]


def _forms(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, tuple | list) else (string or "",)
