"""The client's sponsor: who speaks first for the client, where the agreement names one, and that it left.

>>> from charter.core.vocabulary.party import Person
>>> cfo = Person(name="Aoife Byrne", side=Side.CLIENT, title="CFO", email="aoife@harbourline.example", may=("sign",))
>>> ceo = Person(name="Jonas Reimer", side=Side.CLIENT, title="CEO", email="jonas@harbourline.example")
>>> people = {"aoife": cfo, "jonas": ceo}
>>> first_of_client(people, Sponsor("jonas")), first_of_client(people, None), first_of_client(people, Sponsor("sven"))
('jonas', 'aoife', 'aoife')
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.entry import Entry, Named
from charter.core.vocabulary.party import Person, Side, speaker
from charter.core.vocabulary.sentence import Sentence, say


class SponsorLeft(Entry):
    """The client's sponsor left the client; where nobody is named, who signs first for it."""

    everyday = True  # also an agreement that names no sponsor may let a side act on it

    kind: Literal["sponsor left"] = "sponsor left"

    def says(self, named: Named) -> Sentence:
        """Say so."""
        return say("the client needs a new sponsor")


class Sponsor(NamedTuple):
    """Stated by the clause that names the client's sponsor: the key of that person."""

    key: str


def first_of_client(people: Mapping[str, Person], sponsor: object) -> str:
    """Give the key of who speaks first for the client: its sponsor, else who signs first."""
    named = sponsor.key if isinstance(sponsor, Sponsor) else ""
    acts = named in people and people[named].side is Side.CLIENT
    return named if acts else speaker(people, Side.CLIENT)


def speakers(deal: Deal) -> Mapping[Side, str]:
    """Name who speaks first for each side, as last agreed; a side for which nobody acts has its own name."""
    people = deal.people[-1][1]
    keys = {
        Side.CLIENT: first_of_client(people, deal.stated.get(Sponsor)),
        Side.CONSULTANT: speaker(people, Side.CONSULTANT),
    }
    return {side: people[key].name if key in people else deal.party(side).name for side, key in keys.items()}
