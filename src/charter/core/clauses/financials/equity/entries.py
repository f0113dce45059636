"""What happens to grants of equity: the board decides, an event comes, units vest, the holder exercises."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.reference import Refers
from charter.core.vocabulary.sentence import Sentence, say
from charter.core.vocabulary.term import Key, Line

GRANTS = Refers("financials.equity", "grant")
GrantKey = Annotated[Key, GRANTS]


class OfGrant(Entry):
    """Something about one grant."""

    about = "grant"

    grant: GrantKey = Field(description="Its key under financials.equity.", examples=["options"])


class Granted(OfGrant):
    """The client's board has decided on a grant."""

    whose = Side.CLIENT
    needs = "sign"

    kind: Literal["granted"] = "granted"
    resolution: Line = Field(
        description="The decision of the board.", examples=["Resolution of 12 March 2026"]
    )

    def says(self, named: Named) -> Sentence:
        """Say what, by which decision."""
        return say("{name}: {resolution}", name=named(GRANTS, self.grant), resolution=self.resolution)


class Reached(OfGrant):
    """The client confirms the event upon which a tranche vests."""

    whose = Side.CLIENT
    needs = "accept"

    kind: Literal["tranche reached"] = "tranche reached"
    tranche: Key = Field(description="Its key under the grant.", examples=["release"])

    def says(self, named: Named) -> Sentence:
        """Say which tranche of which grant."""
        return say("{name}: {tranche}", name=named(GRANTS, self.grant), tranche=self.tranche)


class Vested(OfGrant):
    """Units vest; `total` are all that have vested by then."""

    kind: Literal["vested"] = "vested"
    units: int = Field(description="How many.", examples=[500])
    total: int = Field(description="How many in all by then.", examples=[3000])

    def says(self, named: Named) -> Sentence:
        """Say how many, of what."""
        return say(
            "{name}: {units} units, {total} in all",
            name=named(GRANTS, self.grant), units=self.units, total=self.total,
        )  # fmt: skip


class Exercised(OfGrant):
    """The holder exercises options."""

    whose = Side.CONSULTANT

    kind: Literal["exercised"] = "exercised"
    units: int = Field(ge=1, description="How many.", examples=[500])

    def says(self, named: Named) -> Sentence:
        """Say how many."""
        return say("{name}: {units} units", name=named(GRANTS, self.grant), units=self.units)
