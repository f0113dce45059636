r"""The kinds of terms that are plain text, lists or tables, with the bounds that every input has.

Texts hold no control, private-use or direction-override characters, at most 20,000 characters, and lists and
tables at most 500 items: whatever is read can be printed, in any format, as it was written.

>>> clean("two\nlines"), refusal("tab\x07") is not None
('two\nlines', True)
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable
from functools import cached_property
from typing import Annotated, Any, NamedTuple, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

MOST_CHARACTERS = 20_000
MOST_ITEMS = 500

_ALLOWED = frozenset("\n\t")
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_SUSPECT = re.compile("[^\\x20-\\x7e\\n\\t\u00a0-\u024f\u0370-\u03ff\u0400-\u052f\u2010-\u2027\u20ac]")


class Terms(BaseModel):
    """A frozen table of terms; unknown names are errors, types are strict."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, use_attribute_docstrings=False, defer_build=True
    )

    @classmethod
    def __pydantic_init_subclass__(cls, **more: Any) -> None:  # noqa: ANN401 - what the class is made with
        """Forget the annotations that are no terms: pydantic would evaluate each again for every subclass."""
        super().__pydantic_init_subclass__(**more)
        cls.__annotations__ = {
            name: kind for name, kind in cls.__annotations__.items() if name not in cls.__class_vars__
        }

    def __copy__(self) -> Self:
        """Copy the terms, and nothing that was worked out of them: a copy may be given other terms."""
        copied = super().__copy__()
        for name in self._derived():
            copied.__dict__.pop(name, None)
        return copied

    def __getstate__(self) -> dict[Any, Any]:
        """Give the terms alone: what was worked out of them is worked out again where they arrive."""
        state = super().__getstate__()
        derived = self._derived()
        state["__dict__"] = {name: held for name, held in self.__dict__.items() if name not in derived}
        return state

    def _derived(self) -> set[str]:
        """Name the cached properties that were asked for."""
        return {
            name for name in self.__dict__ if isinstance(getattr(type(self), name, None), cached_property)
        }


def terms_digest(terms: Terms) -> str:
    """Give the SHA-256 of some terms in hex: of what is there, by name, in the terms' own written forms."""
    written = terms.model_dump(mode="json", by_alias=True, exclude_none=True)
    return hashlib.sha256(json.dumps(written, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def refusal(text: str) -> str | None:
    """Say what is wrong with the characters of a text, with the place; None when nothing is."""
    for found in _SUSPECT.finditer(text):
        character = found.group()
        category = unicodedata.category(character)
        if character in _OVERRIDES:
            what = "a character that changes the direction of the text unseen"
        elif category == "Co":
            what = "a private-use character, which prints differently everywhere"
        elif category in {"Cc", "Cs", "Cn"} or character in "\u2028\u2029":
            what = "a control character"
        else:
            continue
        before = text[: found.start()]
        line, column = before.count("\n") + 1, found.start() - (before.rfind("\n") + 1) + 1
        return f"{what} (U+{ord(character):04X}) at line {line}, character {column} of the text: remove it"
    return None


def clean(text: str) -> str:
    """Give the text back, or raise ValueError with what to remove and where.

    Line ends become line feeds, and tabs spaces, since a page has no stops for them.
    """
    text = text.replace("\r\n", "\n").replace("\t", " ")
    if wrong := refusal(text):
        raise ValueError(wrong)
    if not text.strip():
        raise ValueError("empty text: say something, or leave the term out")
    return text


def _line(text: str) -> str:
    if "\n" in text.strip():
        raise ValueError("a line break where one line is expected: join the lines")
    return clean(text).strip()


def _email(text: str) -> str:
    if not re.fullmatch(r"[^@\s<>\"',;:()\[\]\\]+@[^@\s<>\"',;:()\[\]\\]+\.[^@\s<>\"',;:()\[\]\\]+", text):
        raise ValueError('not an e-mail address: write it like "mara@northlight.example"')
    return clean(text)


def _key(text: str) -> str:
    if not re.fullmatch("[a-z][a-z0-9_]{0,39}", text):
        raise ValueError(
            "not a key: use small letters, digits and underscores, a letter first, 40 at"
            " most, like audit_report"
        )
    return text


class KindOfText(NamedTuple):
    """A kind of text: what reads it, and how many characters it may have. Pydantic is told both at once.

    Its own marks, one for each, took three times as long for every term that is a text, and most are.
    """

    reads: Callable[[str], str]
    max_length: int | None = None

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            self.reads, core_schema.str_schema(max_length=self.max_length)
        )


Prose = Annotated[str, KindOfText(clean, MOST_CHARACTERS)]
"""Free text of one or more lines."""

Line = Annotated[str, KindOfText(_line, MOST_CHARACTERS)]
"""Free text of one line."""

Email = Annotated[str, KindOfText(_email, 254)]
"""An e-mail address."""

Key = Annotated[str, KindOfText(_key)]
"""The short name of a thing in a keyed table."""

_Item = TypeVar("_Item")
Table = Annotated[dict[Key, _Item], Field(max_length=MOST_ITEMS)]
"""A keyed table of things."""

Listed = Annotated[tuple[_Item, ...], Field(max_length=MOST_ITEMS)]
"""A list of things."""
