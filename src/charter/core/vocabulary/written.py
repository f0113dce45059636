"""Values that people write as a short text with its unit: "EUR 12000.00", "30 days", "every Tuesday 10:00".

Every such type parses one text, prints its canonical form with `str`, and can be the type of a
term: pydantic reads it from strict JSON, writes it back as text, and describes it in the JSON
Schema, so that an editor completes it. A type needs only `parse`, a pattern, a sentence and examples.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic_core import core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

LONGEST = 200
"""No written value is longer than this; it bounds the patterns' work on hostile input."""


class Meant(ValueError):  # noqa: N818 - it is named for what it knows
    """A value that cannot be read as it stands, and the one that was meant."""

    def __init__(self, said: str, instead: str) -> None:
        super().__init__(f'{said}; write "{instead}"')
        self.said = said
        self.instead = instead


class Written:
    """A frozen value with one canonical text; `parse(str(value)) == value` holds for every value."""

    __slots__ = ()

    PATTERN: ClassVar[str]
    """A regular expression (ECMA 262) that every accepted text matches; editors check it as one types."""
    DESCRIPTION: ClassVar[str]
    EXAMPLES: ClassVar[tuple[str, ...]]

    @classmethod
    @abstractmethod
    def parse(cls, text: str) -> Self:
        """Read the value. Raises ValueError saying how to write it instead."""
        ...

    @classmethod
    def of_term(cls, given: object) -> Self:
        """Read what an agreement file holds for a term of this type.

        Raises ValueError for a bare number or anything else that is no text, and as `parse` does.
        """
        if isinstance(given, cls):
            return given
        if isinstance(given, str):
            return cls.parse(given)
        if isinstance(given, int | float) and not isinstance(given, bool):
            raise ValueError(  # noqa: TRY004 - pydantic reports a ValueError, and lets a TypeError through
                f"a bare number does not say what it counts: write the unit, {like(cls.EXAMPLES)}"
            )
        raise ValueError(f"write a text in quotes, {like(cls.EXAMPLES)}")

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.of_term, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "string",
            "pattern": cls.PATTERN,
            "description": cls.DESCRIPTION,
            "examples": list(cls.EXAMPLES),
        }


def like(examples: tuple[str, ...]) -> str:
    """How to write it, for the end of an error.

    >>> like(("30 days", "5 business days", "12 months"))
    'like "30 days" or "5 business days"'
    """
    return "like " + " or ".join(f'"{example}"' for example in examples[:2])


def excerpt(text: str) -> str:
    """What was found, short enough to stand in an error.

    >>> excerpt("thirty days from the day on which the invoice is received")
    '"thirty days from the day on which the i…"'
    """
    return f'"{text}"' if len(text) <= 40 else f'"{text[:39]}…"'  # noqa: PLR2004 - a readable length
