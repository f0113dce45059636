"""The release that a payment on leaving waits for: the consultant signs that it claims nothing more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from charter.core.clauses.exit.settlement.leaving import Leaving
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.duty import Duty, meets
from charter.core.vocabulary.entry import Ended, Entry, Named
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, say

if TYPE_CHECKING:
    from charter.core.clauses.exit.settlement import Settlement


class ReleaseSigned(Entry):
    """The consultant signed that it claims nothing beyond its invoices and the payments on leaving."""

    whose = Side.CONSULTANT
    needs = "sign"

    kind: Literal["release signed"] = "release signed"

    def says(self, named: Named) -> Sentence:
        """Say what was signed."""
        return say("the consultant claims nothing more")


def in_time(leaving: Leaving, ended: Ended, deal: Deal, journal: Journal) -> ReleaseSigned | None:
    """Give the release that was signed in time for a payment; None where there is none, or none is asked for."""
    if leaving.release_within is None:
        return None
    last = deal.within(leaving.release_within, ended.on - DAY)
    return next((one for one in journal.of(ReleaseSigned, ended.on) if one.on <= last), None)


def owed_from(leaving: Leaving, ended: Ended, deal: Deal, journal: Journal) -> dt.date | None:
    """Give the day from which a payment is owed; None where it is for another way, or its release is not signed."""
    if not leaving.counts(ended, deal, journal):
        return None
    signed = in_time(leaving, ended, deal, journal)
    if leaving.release_within is None:
        return ended.on
    return max(ended.on, signed.known) if signed is not None else None


def waiting(clause: Settlement, ended: Ended, deal: Deal, journal: Journal) -> Iterator[tuple[str, Leaving]]:
    """Give each payment for the way in which it ended that a release is asked for, by its key."""
    for key, leaving in clause.payments.items():
        if leaving.counts(ended, deal, journal) and leaving.release_within is not None:
            yield key, leaving


def to_release(clause: Settlement, ended: Ended, deal: Deal, journal: Journal) -> Iterator[Duty]:
    """Let the consultant sign the release that a payment waits for, while something is left of the payment."""
    for key, leaving in waiting(clause, ended, deal, journal):
        basis = leaving.sum(ended.on, deal)
        rest = leaving.rest(ended.on, ended.on, deal, key)
        if leaving.release_within is None or (basis is None and rest is None):
            continue
        left = Money(basis.minor, leaving.amount.currency) if basis and leaving.amount else None
        sum_ = left or leaving.share_of_rest or ""
        signed = in_time(leaving, ended, deal, journal)
        yield clause.may(
            f"release/{key}", Side.CONSULTANT,
            say("Sign that nothing more is claimed, for {sum}: {what}", sum=sum_, what=leaving.what),
            deal.within(leaving.release_within, ended.on - DAY), ended.on,
            field=f"payments.{key}.release_within", meets=meets(ReleaseSigned),
            met=signed.on if signed is not None else None,
        )  # fmt: skip


def no_payment(
    released: ReleaseSigned, clause: Settlement | None, deal: Deal, journal: Journal
) -> tuple[Sentence, Sentence] | None:
    """Say why a release brings no payment: none waits for one, or it came too early or too late."""
    ended = deal.ended
    waits = tuple(waiting(clause, ended, deal, journal)) if clause is not None and ended is not None else ()
    if ended is None or not waits:
        return say("No payment waits for a release."), say("Let it be.")
    if released.on < ended.on:
        return say("The last day had not passed when it was signed."), say("Sign it again after that day.")
    if all(in_time(leaving, ended, deal, journal) is None for _, leaving in waits):
        return say("The time for it had passed: nothing is paid for it."), say("Agree on a longer time.")
    return None
