"""What an agreement says of its papers, once an order was laid over its master: which of them says what.

A clause stands in the master unless the order has it. Of a clause of the master an order may say single terms
otherwise; these stand in the order.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.term import Line, Listed, Terms

PathOfTerm = Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z0-9_]+){1,8}$", max_length=200)]
"""The path of a clause or of a term."""


class LaidOver(Terms):
    """The master that an order was laid over, and what stands in it; written by the program."""

    master: Line = Field(description="The title of the master.", examples=["Master services agreement"])
    sections: Listed[PathOfTerm] = Field(
        description="The clauses that stand in the master.", examples=[["general.law", "financials.payment"]]
    )
    changed: Listed[PathOfTerm] = Field(
        (),
        description="The terms of these clauses that stand in the order.",
        examples=[["financials.payment.due_after"]],
    )

    def changed_in(self, cite: Cite) -> tuple[Cite, ...]:
        """Give the terms of a clause that stand in the order."""
        return tuple(Cite(path) for path in self.changed if within(path, cite))


def within(path: str, whole: str) -> bool:
    """Whether a path is another, or lies in it.

    >>> within("a.b.c", "a.b"), within("a.bc", "a.b")
    (True, False)
    """
    return f"{path}.".startswith(f"{whole}.")
