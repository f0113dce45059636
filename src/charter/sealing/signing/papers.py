"""What is put before signers: the agreement, or the paper of an amendment with the text as amended enclosed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from charter.core.background import background
from charter.core.changes import AmendmentError
from charter.core.document.assembly import document, edition
from charter.core.document.editions import NotKept
from charter.core.document.speech import locale, said
from charter.core.drawing import AmendmentPapers, amendment_papers
from charter.core.engagement import Contract, Edition, Engagement
from charter.core.reading import write
from charter.core.reading.writing import write_values
from charter.core.timeline import timeline_marks
from charter.sealing.signing import freeze
from charter.sealing.signing.sign import NotSigned
from charter.sealing.signing.signed_documents import WordsNotHere, signed_documents

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from charter.core.agreement import Agreement
    from charter.core.changes import Amendment
    from charter.sealing.evidence.store import EvidenceStore
    from charter.sealing.signing.freeze import Frozen


def put_on_paper(
    engagement: Engagement,
    store: EvidenceStore,
    amendment: int,
    on: dt.date | None = None,
    remarks: tuple[str, ...] = (),
) -> Frozen:
    """Freeze the agreement (0), or the paper of an amendment by its number, as put forward on a day, with remarks.

    Raises NotSigned as `editions_to_sign` does, and WordsNotHere where the edition that worded what is amended is not
    here.
    """
    if not amendment:
        return _agreement(engagement.agreement, on, remarks)
    papers, after, wanted = _papers(engagement, store, amendment, on)
    annex = freeze.annexed(papers.consolidated, write_amendment(wanted))
    paper = replace(papers.paper, remarks=remarks)
    return freeze.freeze(paper, write(after), papers.edition, annex, papers.words)


def drafted_papers(
    engagement: Engagement, store: EvidenceStore, amendment: int, on: dt.date | None = None
) -> AmendmentPapers:
    """Draw the paper of an amendment and the text beside it, as they would be put forward. Raises as `put_on_paper`."""
    papers, _, _ = _papers(engagement, store, amendment, on)
    return papers


def write_amendment(amendment: Amendment) -> str:
    """Write an amendment as a file."""
    return write_values(amendment.model_dump(mode="json", exclude_none=True, by_alias=True))


def editions_to_sign(engagement: Engagement, amendment: int) -> tuple[Edition, ...]:
    """Give the states of the agreement up to and with the one that is to be signed.

    Raises NotSigned for an amendment that is not there, does not fit, or goes on from one that is still open.
    """
    if not amendment:
        return Contract(engagement.agreement).editions
    wanted = _wanted(engagement, amendment)
    before = _before(engagement.as_signed(), wanted)
    try:
        return Contract(engagement.agreement, (*before, wanted)).editions
    except AmendmentError as error:
        raise NotSigned(str(error)) from error


def _wanted(engagement: Engagement, amendment: int) -> Amendment:
    wanted = next((each for each in engagement.amendments if each.number == amendment), None)
    if wanted is None:
        numbers = ", ".join(str(each.number) for each in engagement.amendments) or "none"
        raise NotSigned(f"there is no amendment {amendment}; in the folder amendments/ there are: {numbers}")
    return wanted


def _before(engagement: Engagement, wanted: Amendment) -> Iterator[Amendment]:
    """Give the amendments that an amendment goes on from: those that count before it does, but for the declined."""
    open_ones = {stands.text.name: stands for stands in engagement.open}
    for each in engagement.amendments:
        if (each.effective, each.number) < (wanted.effective, wanted.number):
            if each.name not in open_ones:
                yield each
            elif open_ones[each.name].declined is None:
                raise NotSigned(
                    f"{wanted.name} goes on from {each.name}, which is neither signed by both sides nor declined: "
                    "have that signed or declined first"
                )


def _agreement(agreement: Agreement, on: dt.date | None, remarks: tuple[str, ...]) -> Frozen:
    """Freeze an agreement; one that is dated before the day on which it is put forward says so."""
    country = locale(agreement).country
    dated = said(agreement.dated, country)
    if on is not None and agreement.dated < on:
        late = (
            f"Put forward for signing on {said(on, country)}. It is effective as of {dated}, an earlier day."
        )
        remarks = (late, *remarks)
    drawn = document(agreement, timeline_marks(Engagement(agreement)), version=f"Agreement of {dated}")
    return freeze.freeze(replace(drawn, remarks=remarks), write(agreement), edition())


def _papers(
    engagement: Engagement, store: EvidenceStore, amendment: int, on: dt.date | None
) -> tuple[AmendmentPapers, Agreement, Amendment]:
    *before, of = editions_to_sign(engagement, amendment)
    wanted = _wanted(engagement, amendment)
    earlier = tuple(each for each in engagement.amendments if each.name in {one.agreed for one in before})
    try:
        papers = amendment_papers(
            wanted,
            before[-1].agreement,
            of.agreement,
            background(engagement, wanted, earlier),
            signed=signed_documents(before, store),
            put_forward=on,
            version=_version(amendment, on, of.agreement),
        )
    except NotKept as absent:
        raise WordsNotHere(store.place, absent) from absent
    return papers, of.agreement, wanted


def _version(amendment: int, on: dt.date | None, agreement: Agreement) -> str:
    """Say in the foot which paper it is, and of which day, where that is known."""
    country = locale(agreement).country
    return f"Amendment no. {amendment}, put forward on {said(on, country)}" if on else ""
