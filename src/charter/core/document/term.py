"""Values that know their path: how a term stands in a template, and the token that it prints.

A text prints tokens of private-use characters, never what somebody typed (terms hold no such characters). The
parser of the prose sees only the library's own words and tokens, so no input is ever read as markup or code; at
the end each token becomes the node of the tree that it stands for.

>>> page = Page(Names({}, {}))
>>> str(Term(page, "financials.payment.bank.holder", "# {{ 7*7 }}")) == f"{OPEN}0{CLOSE}"
True
>>> page.slots
[Value(path='financials.payment.bank.holder', text='# {{ 7*7 }}')]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from pydantic import BaseModel

from charter.core.agreement import Agreement
from charter.core.document import tree
from charter.core.document.countries import PlaceNames
from charter.core.document.speech import said
from charter.core.vocabulary.clause import Keyed
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.figure import figures
from charter.core.vocabulary.reference import DELIVERABLES, PEOPLE, ROLES

CODES = PlaceNames({}, {})
"""Names of no place: each is called by its code."""

OPEN, CLOSE = "\ue000", "\ue001"
"""What stands around the number of a token; terms refuse private-use characters."""


class Token(str):
    """Printable text of a template: tokens, and the library's words between them."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Names:
    """What keys stand for: people, deliverables and roles."""

    people: Mapping[str, str]
    deliverables: Mapping[str, str]
    roles: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, agreement: Agreement) -> Names:
        """Collect the names."""
        return cls(*(agreement.tables.get(each.table, {}) for each in (PEOPLE, DELIVERABLES, ROLES)))


class Page:
    """One printing of one text, as written in a country: the nodes that its tokens stand for, in their order.

    `places` names countries and laws; left out, by their codes. `deal` is what figures are computed from.
    """

    __slots__ = ("country", "deal", "names", "places", "slots")

    def __init__(
        self, names: Names, country: str = "", places: PlaceNames = CODES, deal: Deal | None = None
    ) -> None:
        self.names = names
        self.country = country
        self.places = places
        self.deal = deal
        self.slots: list[tree.Inline] = []

    def token(self, inline: tree.Inline) -> Token:
        """Give the token that stands for a node."""
        self.slots.append(inline)
        return Token(f"{OPEN}{len(self.slots) - 1}{CLOSE}")


class Term:
    """A value with its path, as a template sees it; nothing in it can be called."""

    __slots__ = ("page", "path", "value")

    def __init__(self, page: Page, path: str, value: Any) -> None:  # noqa: ANN401 - any term
        self.page = page
        self.path = path
        self.value = value

    def deeper(self, name: str) -> Term:
        """Give a term or figure inside. Raises LookupError where there is none: an unguarded or unknown name."""
        if name == "things" and isinstance(self.value, Keyed):
            return Term(self.page, self.path, self.value.things)
        if name in figures(cast("type", type(self.value))):
            return Term(self.page, self.path, getattr(self.value, name)(self.page.deal))
        if not isinstance(self.value, BaseModel) or name not in type(self.value).model_fields:
            raise LookupError(f"{self.path or 'the agreement'} has no term {name} here")
        return Term(self.page, f"{self.path}.{name}", getattr(self.value, name))

    def renamed(self, names: Mapping[str, str]) -> Term:
        """Give the same term with names in place of keys; a key without a name stays."""
        if isinstance(self.value, tuple):
            return Term(self.page, self.path, tuple(names.get(key, key) for key in self.value))
        return Term(self.page, self.path, names.get(self.value, self.value))

    def first(self, most: int) -> Term:
        """Give the first few of a list or table."""
        if isinstance(self.value, dict):
            return Term(self.page, self.path, dict(list(self.value.items())[:most]))
        return Term(self.page, self.path, self.value[:most])

    def __str__(self) -> Token:
        return self.page.token(tree.Value(self.path, said(self.value, self.page.country)))

    def __bool__(self) -> bool:
        """Whether there is anything: only nothing, no, and an empty list or table are absent; zero is an amount."""
        return self.value is not None and self.value is not False and self.value not in ((), {})

    def __iter__(self) -> Iterator[Any]:
        if isinstance(self.value, dict):
            for key, item in self.value.items():
                path = f"{self.path}.{key}"
                yield Term(self.page, path, key.replace("_", " ")), Term(self.page, path, item)
        else:
            yield from (Term(self.page, self.path, item) for item in self.value)

    def __eq__(self, other: object) -> bool:
        return bool(self.value == (other.value if isinstance(other, Term) else other))

    def __hash__(self) -> int:
        return hash(self.path)
