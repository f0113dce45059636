"""The signing that an earlier schema told by a day: an amendment had the day on which both sides had signed it.

It is read as what it meant: entries by which each side signed in ink on that day. The agreement itself had no such
day; it was taken as signed, so it counts as signed on the day of its date, or of its start where that is earlier.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
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

EVIDENCE = "evidence.jsonl"
"""The chain of evidence of a folder: in schema 1 it alone told who had signed what was put forward electronically."""


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


def as_given(entries: Iterable[Signed], chain: bytes, agreement: Agreement) -> Iterator[Signed]:
    """Give the entries without those of people who, by the chain of evidence, have yet to sign what was put forward.

    Of what was never put forward electronically the chain says nothing, so it counts as signed on paper. Schema 1
    called people by their address.
    """
    offered, signed = _acts(chain)
    people = stated(agreement, Sides).people
    for entry in entries:
        digests = offered.get(entry.document)
        person = people.get(entry.by)
        names = {entry.by, person.email if person else entry.by}
        if digests is None or any((digest, name) in signed for digest in digests for name in names):
            yield entry


def _acts(chain: bytes) -> tuple[dict[str, set[str]], set[tuple[str, str]]]:
    """Give the digests of what was put forward, by its name, and who signed which; other lines say nothing."""
    offered: defaultdict[str, set[str]] = defaultdict(set)
    signed: set[tuple[str, str]] = set()
    for line in chain.splitlines():
        with suppress(ValueError, TypeError, KeyError):
            link = json.loads(line)
            if link["kind"] == "offered":
                offered[link["what"]["name"]].add(link["what"]["digest"])
            elif link["kind"] == "signed":
                signed.add((link["what"]["digest"], link["by"]))
    return dict(offered), signed
