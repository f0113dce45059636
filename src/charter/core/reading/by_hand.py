"""The signing that an earlier schema told by a day: an amendment had the day on which both sides had signed it.

It is read as what it meant: entries by which each side signed in ink on that day. The agreement itself had no such
day; it was taken as signed, so it counts as signed on the day of its date, or of its start where that is earlier.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import suppress

from pydantic import Field

from charter.core.agreement import Agreement, stated
from charter.core.changes import Amendment, AmendmentError
from charter.core.contract import Contract
from charter.core.vocabulary.dates import Day
from charter.core.vocabulary.party import Side, signatories
from charter.core.vocabulary.signing import Signed
from charter.core.vocabulary.stated import Sides


class SignedAmendment(Amendment):
    """An amendment with the day on which both sides had signed it."""

    signed: Day = Field(description="The day on which both sides had signed.")

    @property
    def undated(self) -> Amendment:
        """The amendment as it is written now."""
        return Amendment.model_validate({name: getattr(self, name) for name in Amendment.model_fields})


def in_ink(agreement: Agreement, document: str, day: dt.date) -> Iterator[Signed]:
    """Give the entries by which everybody who signs for a side under an agreement signed a document on a day."""
    people = stated(agreement, Sides).people
    for side in Side:
        for key in signatories(people, side):
            yield Signed(on=day, by=key, document=document, side=side, how="ink")


def agreement_in_ink(agreement: Agreement) -> Iterator[Signed]:
    """Give the entries that say that an agreement of an earlier schema is signed."""
    return in_ink(agreement, agreement.name, min(agreement.dated, agreement.starts))


def amendments_in_ink(agreement: Agreement, dated: Iterable[tuple[dt.date, Amendment]]) -> Iterator[Signed]:
    """Give the entries that say of amendments on which day both sides signed them: who signed under what held then."""
    found = Contract(agreement)
    for day, amendment in sorted(dated, key=lambda pair: (pair[0], pair[1].number)):
        yield from in_ink(found.in_force(day), amendment.name, day)
        with suppress(AmendmentError):
            found = found.plus([(day, amendment)])
