"""What a side has yet to say: a text that stands for its words, and a list of terms that have no such text.

>>> to_come(Side.CLIENT), whose_words("to be given by the consultant"), whose_words("Jonas Petersen")
('to be given by the client', <Side.CONSULTANT: 'consultant'>, None)
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from charter.core.vocabulary.party import Side
from charter.core.vocabulary.term import Line, Listed, Terms


class LeftOpen(Terms):
    """Terms that one side has yet to say, by path. Each is open until it is written in its place."""

    client: Listed[Line] = Field(
        (),
        description="What the client has yet to say.",
        examples=[["foundation.parties.client.registration"]],
    )
    consultant: Listed[Line] = Field(
        (), description="What the consultant has yet to say.", examples=[["financials.payment.bank"]]
    )

    def of_sides(self) -> Iterator[tuple[Side, str]]:
        """Give each path with the side that has to say it."""
        for side, paths in ((Side.CLIENT, self.client), (Side.CONSULTANT, self.consultant)):
            yield from ((side, path) for path in paths)


def to_come(side: Side) -> str:
    """Give the text that stands where a side's own words are still to come."""
    return f"to be given by the {side}"


def address_to_come(side: Side) -> str:
    """Give the e-mail address that stands where a side's own is still to come: one that can never be reached."""
    return f"{side}@to-be-given.invalid"


_WORDS = {stands: side for side in Side for stands in (to_come(side), address_to_come(side))}


def whose_words(text: str) -> Side | None:
    """Give the side whose words a text stands for; None: it is a text of its own."""
    return _WORDS.get(text.strip())
