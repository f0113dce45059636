"""What is known before the first question, and after each answer: the kind of work, the law, and who asks.

>>> plain = Situation("embedded", "GB-ENG", dt.date(2026, 5, 4))
>>> plain.currency, plain.country, plain.own, plain.starts
('GBP', 'GB', 'consultant', datetime.date(2026, 6, 1))
>>> Situation("embedded", "US-CA", dt.date(2026, 5, 24)).starts
datetime.date(2026, 7, 1)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from charter.core.agreement import Agreement
from charter.core.interview.positions import currency_of_law
from charter.core.interview.term_names import term_path
from charter.core.law.lookup import law as body_of_law
from charter.core.vocabulary.clause import Keyed
from charter.core.vocabulary.country import code_meant
from charter.core.vocabulary.party import Side, signatories
from charter.core.vocabulary.typed import models, type_at
from charter.core.workspace.settings import Settings

TO_SIGN = 10
"""How many days there are at least between the draft and the first day, for reading and signing."""

CLIENT_SIGNER, CONSULTANT_SIGNER = "signer", "consultant"
"""The keys of who signs, while nobody has a name."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Situation:
    """What a draft is made from.

    `said` are the terms that answers set, by path; `answered` the keyed tables that they fill, by path: of these the
    starters are left out. `added` and `removed` are clauses that an answer adds to those of the kind of
    work, or takes away.
    """

    preset: str
    law: str
    today: dt.date
    settings: Settings | None = None
    said: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    answered: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()

    @property
    def country(self) -> str:
        """The country of the law."""
        return self.law.partition("-")[0]

    @property
    def currency(self) -> str:
        """The currency of the draft."""
        return currency_of_law(self.law)

    @cached_property
    def own(self) -> str:
        """The key of the person who signs for the consultant."""
        people = {} if self.settings is None else self.settings.own.people
        return next(iter(signatories(dict(people), Side.CONSULTANT) or people), CONSULTANT_SIGNER)

    @property
    def starts(self) -> dt.date:
        """The first day: as said, else the first of a month that leaves time to sign."""
        said = self.said.get(term_path("starts"))
        return dt.date.fromisoformat(said) if said else first_of_month(self.today + dt.timedelta(TO_SIGN))

    def is_starter(self, path: str) -> bool:
        """Whether a term belongs to a thing that stands only where a question was not answered."""
        steps = path.split(".")
        for table in self.answered:
            above = table.split(".")
            if steps[: len(above)] == above and len(steps) > len(above):
                return not any(
                    issubclass(model, Keyed) and steps[len(above)] in model.model_fields
                    for model in models(type_at(Agreement, above))
                )
        return False


def first_of_month(day: dt.date) -> dt.date:
    """Give the first of a month that is no earlier than a day.

    >>> first_of_month(dt.date(2026, 5, 1)), first_of_month(dt.date(2026, 12, 2))
    (datetime.date(2026, 5, 1), datetime.date(2027, 1, 1))
    """
    if day.day == 1:
        return day
    return (day.replace(day=28) + dt.timedelta(4)).replace(day=1)


def governing_law(code: str) -> str:
    """Give the code of the law that a person means. Raises ValueError, naming the nearest, for one that is not known.

    A country whose parts have laws of their own needs one of them; the United Kingdom has that of England and Wales.

    >>> governing_law("gb"), governing_law("California"), governing_law("DE-HH")
    ('GB-ENG', 'US-CA', 'DE')
    >>> governing_law("US")
    Traceback (most recent call last):
        ...
    ValueError: each state of the US has its own law: write one, like US-CA
    """
    meant = code_meant(code) or code.upper()
    country, _, part = meant.partition("-")
    if country == "US" and not part:
        raise ValueError("each state of the US has its own law: write one, like US-CA")
    if country == "GB":
        return meant if part else "GB-ENG"
    return body_of_law(meant if country in {"US", "CA", "AU"} else country).code
