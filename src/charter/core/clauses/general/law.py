"""Law: which law governs, which courts decide, which language prevails."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from charter.core.law.lookup import law
from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.term import Line


def _known(code: str) -> str:
    law(code)
    return code


class Law(Clause):
    """The law that governs the agreement."""

    governing: Annotated[str, AfterValidator(_known)] = Field(
        description="The code of the law: a country, or a country and its part.",
        examples=["DE", "GB-ENG", "US-CA"],
    )
    venue: Line = Field(description="Which courts decide.", examples=["the courts of Hamburg"])
    language: Literal["en"] = Field(description="The language that prevails.")
