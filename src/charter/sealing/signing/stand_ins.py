r"""Who stands in for a signer, by the terms as they were frozen: the person of the same side whom they name.

>>> terms = "[foundation.parties.people]\njonas.side = 'client'\njonas.stand_in = 'priya'\n"
>>> terms += "priya.side = 'client'\npriya.name = 'Priya Raman'\npriya.title = 'Finance'\n"
>>> stand_in_by(terms, "jonas")
StandIn(key='priya', name='Priya Raman', title='Finance')
>>> stand_in_by(terms, "priya") is None
True
"""

from __future__ import annotations

from typing import Any, NamedTuple

from charter.core.vocabulary import toml


class StandIn(NamedTuple):
    """A person who stands in for another, as the terms have them."""

    key: str
    name: str
    title: str


def stand_in_by(terms: str, key: str) -> StandIn | None:
    """Give who stands in for a person; None where the terms name nobody, or know people by their addresses."""
    people: dict[str, Any] = toml.loads(terms).get("foundation", {}).get("parties", {}).get("people", {})
    person = people.get(key, {})
    other = people.get(person.get("stand_in", ""))
    if other is None or other["side"] != person["side"]:
        return None
    return StandIn(person["stand_in"], other["name"], other["title"])
