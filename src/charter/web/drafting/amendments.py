"""Amendments before they are signed: what an amendment goes on from, what differs, and its paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import charter
from charter.core.changes import Amendment, Changed
from charter.core.engagement import Engagement
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.signing import Signed
from charter.formats.html.fragments import Fragments, fragments
from charter.sealing.signing.freeze import RECORD, thaw
from charter.sealing.signing.papers import drafted_papers
from charter.web.drafting.models import DraftText
from charter.web.drafting.texts import TermsNow
from charter.web.kit.engagements import engagement_in
from charter.web.kit.models import AmendmentText, TermsText
from charter.web.kit.refused import NotFound
from charter.web.kit.rows_store import RowsStore

if TYPE_CHECKING:
    import datetime as dt

    from charter import Comparison
    from charter.core.agreement import Agreement
    from charter.core.vocabulary.change import Change
    from charter.core.vocabulary.sentence import Sentence
    from charter.web.kit.models import EngagementRow


class ChangeRow(NamedTuple):
    """A term that differs: its clause as cited, its path, what it was and what it becomes, what that brings about."""

    cited: str
    change: Change
    effects: tuple[Sentence, ...]


class AmendmentPage(NamedTuple):
    """An amendment with its paper, which is the one put forward once there is one."""

    amendment: Amendment
    changes: list[ChangeRow]
    paper: Fragments
    put_forward: bool
    stands: str
    signed: tuple[Signed, ...]


def not_amendable_because(row: EngagementRow) -> str:
    """Say why no amendment can be written now; empty where one can."""
    engagement = engagement_in(row)
    if engagement.contract.concluded is None:
        return "The agreement is not signed by both sides yet, so its terms themselves are changed."
    for stands in engagement.open:
        if stands.declined is None:
            return f"{stands.text.name.capitalize()} is neither signed by both sides nor declined yet."
    return ""


def terms_before(row: EngagementRow) -> Agreement:
    """Give the terms that the next amendment changes: with every amendment that was signed."""
    return engagement_in(row).as_signed().editions[-1].agreement


def written_amendment(row: EngagementRow) -> TermsNow:
    """Give the terms as somebody changes them for the next amendment; before that, as they are agreed."""
    found = DraftText.objects.filter(engagement=row).first()
    if found is not None:
        return TermsNow(found.source, found.base, kept=False)
    return TermsNow(charter.write(terms_before(row)), texts_so_far(row), kept=True)


def texts_so_far(row: EngagementRow) -> int:
    """Count the versions of the terms and the amendments: what was begun on another count was overtaken."""
    return (
        TermsText.objects.filter(engagement=row).count()
        + AmendmentText.objects.filter(engagement=row).count()
    )


def amendments_with_standing(row: EngagementRow) -> list[tuple[Amendment, str]]:
    """Give the amendments of an engagement, the newest first, with where each stands."""
    engagement = engagement_in(row)
    return [(each, _stands(engagement, each)) for each in reversed(engagement.amendments)]


def _stands(engagement: Engagement, amendment: Amendment) -> str:
    found = next((each for each in engagement.open if each.text.name == amendment.name), None)
    if found is None:
        return "signed"
    return "declined" if found.declined else "open"


def next_amendment_number(row: EngagementRow) -> int:
    """Give the number of the next amendment."""
    return max((each.number for each in engagement_in(row).amendments), default=0) + 1


def amendment_between(
    before: Agreement, after: Agreement, number: int, *, title: str, kind: str, effective: dt.date
) -> Amendment | None:
    """Give the amendment that leads from one to the other; None where nothing differs."""
    differ = charter.changes(before, after)
    if not differ:
        return None
    changes = [
        Changed.model_validate({"path": each.path, "from": each.before, "to": each.after}) for each in differ
    ]
    told = {"number": number, "title": title, "kind": kind, "effective": effective}
    return Amendment.model_validate(told | {"change": tuple(changes)})


def changes_of(before: Agreement, amendment: Amendment) -> list[ChangeRow]:
    """Give what an amendment changes, term by term, with what each brings about in a year."""
    of = Engagement(agreement=before, amendments=(amendment,), name="as amended")
    found = charter.compare_agreements(of)
    return [ChangeRow(_cited(found, change.path), change, effects) for change, effects in found.changes]


def _cited(found: Comparison, path: str) -> str:
    """Give the clause of a term as the document cites it: as amended, or where it goes as it was."""
    if "." not in path:
        return path.capitalize()
    there = Cite(path).clause in found.after.numbering
    return charter.citation(found.after if there else found.before, path)


def amendment_page(row: EngagementRow, number: int) -> AmendmentPage:
    """Give the page of an amendment. Raises NotFound, and NotSigned or WordsNotHere where it cannot be drawn."""
    engagement = engagement_in(row)
    amendment = next((each for each in engagement.amendments if each.number == number), None)
    if amendment is None:
        raise NotFound
    store = RowsStore(row)
    document = store.document(number)
    put_forward = document.read(RECORD) is not None
    paper = thaw(document).document if put_forward else drafted_papers(engagement, store, number).paper
    return AmendmentPage(
        amendment,
        changes_of(_before(engagement, amendment), amendment),
        fragments(paper),
        put_forward,
        _stands(engagement, amendment),
        tuple(each for each in engagement.journal.of(Signed) if each.document == amendment.name),
    )


def _before(engagement: Engagement, amendment: Amendment) -> Agreement:
    """Give the terms that an amendment changes: those before the state that it led to, or else the latest."""
    before = engagement.as_signed().editions
    place = next((n for n, each in enumerate(before) if each.agreed == amendment.name), len(before))
    return before[place - 1].agreement
