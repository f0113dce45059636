"""An address in parts: what envelopes show line by line, and programs want apart (EN 16931, BG-5 and BG-8).

>>> postal_place("Harbourline Logistics GmbH", "Kaistrasse 1, 20457 Hamburg", "DE")[1:]
('Kaistrasse', '1', '20457', 'Hamburg', 'DE')
>>> postal_place("Quillmere Ltd", "14 Quay House, Bristol, BS1 4XX", "GB").post_code
'BS1 4XX'
>>> postal_place("Brightkettle", "12 Main St, Oakland, CA 94607", "US")[3:5]
('94607', 'Oakland, CA')
"""

from __future__ import annotations

import re
from typing import NamedTuple

_HOUSE = re.compile(r"(?P<street>.*\D) (?P<house>\d+ ?[a-zA-Z]?(?:[-/]\d+)?)")
_CODE_FIRST = re.compile(r"(?:[A-Z]{1,2}-)?(?P<code>\d{4,5}(?: ?[A-Z]{2})?) (?P<town>\D.*)")
_BRITISH = re.compile(r"(?P<town>.*?)\s*(?P<code>[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})")
_AMERICAN = re.compile(r"(?P<state>[A-Z]{2}) (?P<code>\d{5}(?:-\d{4})?)")


class PostalPlace(NamedTuple):
    """Who is where; what the one line of an address does not tell is empty."""

    name: str
    street: str
    house: str
    post_code: str
    town: str
    country: str

    @property
    def whole(self) -> bool:
        """Whether post code and town are known."""
        return bool(self.post_code and self.town)


def address_lines(address: str) -> tuple[str, ...]:
    """Give the lines of an address as an envelope shows them.

    >>> address_lines("Kaistrasse 1, 20457 Hamburg")
    ('Kaistrasse 1', '20457 Hamburg')
    >>> address_lines("100 Cannery Way, San Jose, CA 95101")
    ('100 Cannery Way', 'San Jose, CA 95101')
    """
    found = tuple(filter(None, (line.strip() for line in address.split(","))))
    if len(found) > 1 and _AMERICAN.fullmatch(found[-1]):
        return (*found[:-2], f"{found[-2]}, {found[-1]}")
    return found


def postal_place(name: str, address: str, country: str) -> PostalPlace:
    """Read the parts of an address, as its country writes it; what cannot be told apart stays with the street."""
    *before, last = address_lines(address) or ("",)
    if found := _CODE_FIRST.fullmatch(last):
        return _with(name, before, found["code"], found["town"], country)
    town, _, state = last.rpartition(", ")
    if found := _AMERICAN.fullmatch(state):
        return _with(name, before, found["code"], f"{town}, {found['state']}".lstrip(", "), country)
    if found := _BRITISH.fullmatch(last):
        town = found["town"] or (before[-1] if before else "")
        return _with(name, before if found["town"] else before[:-1], found["code"], town, country)
    return _with(name, [*before, last], "", "", country)


def _with(name: str, before: list[str], code: str, town: str, country: str) -> PostalPlace:
    street = ", ".join(before)
    found = _HOUSE.fullmatch(street)
    if found is None:
        return PostalPlace(name, street, "", code, town, country)
    return PostalPlace(name, found["street"], found["house"], code, town, country)
