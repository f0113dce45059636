"""The document of an engagement with its key dates: as signed at first, as amended, or as in force on a day.

An amendment is two documents: its own paper, which the sides sign, and the whole text as amended beside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from charter.core.agreement import Agreement
from charter.core.changes import Amendment
from charter.core.document.amended import Signed, amended, shown
from charter.core.document.amendment_paper import Background, amendment_paper, consolidated
from charter.core.document.assembly import document, edition
from charter.core.document.speech import locale, said
from charter.core.document.tree import Document
from charter.core.engagement import Engagement
from charter.core.timeline import timeline_marks


def drawn(engagement: Engagement, day: dt.date | None = None, signed: Sequence[Signed] = ()) -> Document:
    """Draw the document as signed at first, or as in force on a day, which it then says.

    `signed` are the documents that were signed of it until then, in their order: their words stay. Raises NotKept
    where a term differs from them, and the edition that worded them is not here.
    """
    agreement = engagement.agreement if day is None else engagement.in_force(day)
    version, country = None, locale(agreement).country
    if day is not None:
        version = f"Dated {said(agreement.dated, country)}, as in force on {said(day, country)}"
    found = _drawn(engagement, agreement, day, signed, version)
    last = _last(engagement, day) if day is not None else None
    return consolidated(found, agreement, last) if last else found


def drawn_as_amended(engagement: Engagement, signed: Sequence[Signed] = ()) -> Document:
    """Draw the text with all amendments that both sides signed, and say by which, of the day of the last signature.

    That is the agreement as signed at first where there are none. Raises as `drawn` does.
    """
    contract = engagement.as_signed().contract
    agreement, last = contract.editions[-1].agreement, _last(engagement.as_signed(), dt.date.max)
    if last is None:
        return drawn(engagement, signed=signed)
    day = said(contract.day_of(last), locale(agreement).country)
    version = f"{_agreement_of(agreement)}, as amended by no. {last.number} of {day}"
    return _from(last, consolidated(_drawn(engagement, agreement, None, signed, version), agreement, last))


def _from(last: Amendment, document: Document) -> Document:
    """Leave out of the picture what was paid before an amendment counts: its text does not say by which terms."""
    if document.timeline is None:
        return document
    marks = (m for m in document.timeline.marks if m.kind != "payment" or m.day >= last.effective)
    return replace(document, timeline=replace(document.timeline, marks=tuple(marks)))


def _of(engagement: Engagement) -> str | None:
    """Say of which day an agreement is that both sides signed; None for a draft."""
    return None if engagement.as_signed().contract.concluded is None else _agreement_of(engagement.agreement)


def _agreement_of(agreement: Agreement) -> str:
    return f"Agreement of {said(agreement.dated, locale(agreement).country)}"


def _last(engagement: Engagement, day: dt.date) -> Amendment | None:
    """Give the amendment that counts last on a day."""
    name = next((each.agreed for each in reversed(engagement.editions) if each.since <= day), "")
    return next((each for each in engagement.contract.amendments if each.name == name), None)


def _drawn(
    engagement: Engagement,
    agreement: Agreement,
    day: dt.date | None,
    signed: Sequence[Signed],
    version: str | None,
) -> Document:
    marks = timeline_marks(engagement, day) if day else timeline_marks(Engagement(agreement))
    if not signed:
        return document(agreement, marks, version=version or _of(engagement))
    last = signed[-1]
    before = timeline_marks(Engagement(last.agreement))
    return amended(signed, agreement, marks, before=before, version=version or last.document.version)


@dataclass(frozen=True, slots=True)
class AmendmentPapers:
    """What an amendment is on paper: its own, and the whole text as amended.

    `edition` words that text, `words` the paper itself.
    """

    paper: Document
    consolidated: Document
    edition: str
    words: str


def amendment_papers(
    amendment: Amendment,
    before: Agreement,
    after: Agreement,
    background: Background,
    *,
    signed: Sequence[Signed] = (),
    put_forward: dt.date | None = None,
    version: str = "",
) -> AmendmentPapers:
    """Draw the paper of an amendment and the text as amended, which goes on from the `signed` documents.

    Raises NotKept where the edition that worded these is not here.
    """
    effective = said(amendment.effective, locale(after).country)
    as_amended = f"{_agreement_of(after)}, as amended by no. {amendment.number} from {effective}"
    drawn = _drawn(Engagement(after), after, None, signed, as_amended)
    whole = _from(amendment, consolidated(drawn, after, amendment))
    of = signed[-1].edition if signed else edition()
    paper = amendment_paper(
        amendment,
        before,
        after,
        layout=shown(whole, of),
        background=background,
        put_forward=put_forward,
        version=version or f"Amendment no. {amendment.number}, effective {effective}",
    )
    return AmendmentPapers(paper, whole, of, edition())
