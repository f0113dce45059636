"""Whether terms may be signed: not where the check calls something an error, unless somebody says why all the same.

What they say is kept in the evidence and printed above the signatures, so that whoever signs has read it.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from charter.core.check import check_in_force
from charter.core.engagement import Engagement
from charter.core.reading import Problems, read_agreement
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.term import refusal
from charter.sealing.evidence.act import Act
from charter.sealing.signing.sign import LONGEST, NotSigned

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from charter.core.agreement import Agreement
    from charter.core.engagement import Papers


DESPITE = "Despite errors"
"""How a remark on errors begins."""


class StillOpen(NotSigned):
    """Terms that a side has yet to say; no reason helps, they have to be said."""

    def __init__(self, found: Sequence[Finding]) -> None:
        self.open = tuple(found)
        super().__init__(_yet_to_be_said(self.open), Act.SAY_IT)

    def with_act(self, act: str) -> str:
        """Say first how many there are and what to do, and then list them by the side that has to say them."""
        heads, _, listed = self.reason.partition("\n")
        return f"{heads}: {act}\n{listed}"


class UnsoundTerms(NotSigned):
    """Terms in which the check finds errors, of which nobody said why they are signed all the same."""

    def __init__(self, errors: Sequence[Finding]) -> None:
        super().__init__(f"the check of these terms finds {_listed(errors)}", Act.SAY_WHY)
        self.errors = tuple(errors)


class MasterNotSigned(NotSigned):
    """An order whose master is not signed: its paper says that the sides signed it, and on which day."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"both sides have yet to sign the master “{title}”, which this order says they signed: "
            "have that signed first"
        )


def errors_in(
    agreement: Agreement, day: dt.date, told: Sequence[str] = (), papers: Papers | None = None
) -> tuple[Finding, ...]:
    """Give what the check calls an error or open on a day, but for what was `told` above the signatures before.

    `papers` are the other papers of its frame, where these are at hand.
    """
    every = check_in_force(Engagement(agreement, papers=papers), agreement, day)
    found = (one for one in every if one.level in {Level.ERROR, Level.OPEN})
    return tuple(one for one in found if not any(f"{one.id} " in remark for remark in told))


def refuse_unsigned_master(papers: Papers | None, day: dt.date) -> None:
    """Refuse to put an order forward on a day while its master is not signed. Raises MasterNotSigned."""
    master = papers.master if papers is not None else None
    if master is not None and master.as_signed().is_draft(day):
        raise MasterNotSigned(master.agreement.title)


def errors_in_text(terms: str, day: dt.date, told: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Give the same of terms as they were frozen; none of those that this release cannot read, and so cannot check."""
    try:
        return errors_in(read_agreement(terms.encode()), day, told)
    except Problems:
        return ()


def remarks_on(errors: Sequence[Finding], despite: str, doing: str) -> tuple[str, ...]:
    """Give what is printed above the signatures, of errors despite which a document is signed or sealed (`doing`).

    Raises StillOpen where something is yet to be said, UnsoundTerms where there are errors and no words, and NotSigned
    for words that cannot be printed.
    """
    if still := [one for one in errors if one.level is Level.OPEN]:
        raise StillOpen(still)
    if not errors:
        return ()
    if not despite.strip():
        raise UnsoundTerms(errors)
    wrong = refusal(despite)
    if wrong or len(despite) > LONGEST["reason"]:
        raise NotSigned(f"the words on why it is {doing} all the same: {wrong or 'they are too many'}")
    return (f"{DESPITE} it is {doing}. The check finds {_listed(errors)}. The reason: {despite.strip()}",)


def _yet_to_be_said(found: Sequence[Finding]) -> str:
    """List terms that are open on a line each, with what they ask for, below the side that has to say them."""
    count = "1 term is" if len(found) == 1 else f"{len(found)} terms are"
    lines = [f"{count} yet to be said, so nobody can sign"]
    for side, listed in groupby(sorted(found, key=_who), key=_who):
        asked = [(one.place, dict(one.message.values)["what"]) for one in listed]
        lines += [f"the {side}:", *(f"  {place}: {what}" for place, what in asked)]
    return "\n".join(lines)


def _who(found: Finding) -> str:
    return str(dict(found.message.values)["side"])


def _listed(errors: Sequence[Finding]) -> str:
    return "; ".join(f"{one.id} in {one.place}: {one.message}".removesuffix(".") for one in errors)
