"""Erasing a person from a workspace: what would go and what must stay, and doing it (GDPR 17).

The journal and its notes, mails, signing links and the list of who took what along are freed of them. The chain of
evidence holds commitments alone, and still verifies. What was signed, sealed or issued stays, and the page names it:
the law asks the workspace to keep it, and claims rest on it (GDPR 17 (3) (b) and (e)).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

import charter
from charter.core.reading.problem import Problems
from charter.core.vocabulary.entry import Issued
from charter.sealing.evidence.append import Erasure, erase
from charter.sealing.evidence.canonical import digest_of
from charter.sealing.evidence.reconciliation import write_up
from charter.web import clock
from charter.web.drafting.models import DraftText, InterviewRow
from charter.web.drafting.texts import fixed_because
from charter.web.kit.access_log import accesses_of
from charter.web.kit.engagements import (
    books_of,
    changing,
    engagement_in,
    journal_pieces,
    rewrite_pieces,
    texts_of,
)
from charter.web.kit.models import (
    AmendmentText,
    Bucket,
    EngagementRow,
    IssuedPaper,
    OutboxMail,
    TermsText,
)
from charter.web.kit.refused import PageRefused
from charter.web.kit.rows_store import RowsStore
from charter.web.negotiation.persons import empty_remarks, links_to, remarks_about
from charter.web.people.models import Member
from charter.web.people.queries import clients_of
from charter.web.running.erased_words import GONE, ErasedPerson, Rewritten, rewritten
from charter.web.signing.models import SigningLink
from charter.web.signing.queries import offers_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from charter.core.engagement import Engagement
    from charter.web.kit.models import WorkspaceRow
    from charter.web.negotiation.models import RemarkText

REASON = "the person concerned asked for it"
"""What the chain says of why; words of one's own could name the person again."""


@dataclass(frozen=True)
class ClientPart:
    """What an erasure does at one client: to the journal and to earlier terms; what stays, and what is in the way."""

    row: EngagementRow
    journal: Rewritten
    commitments: list[str]
    old_terms: list[int]
    stays: list[str]
    in_the_way: list[str]

    @property
    def bears(self) -> bool:
        """Whether anything here is about the person."""
        return bool(self.journal.pieces or self.old_terms or self.stays or self.in_the_way)


@dataclass(frozen=True)
class ErasingPlan:
    """What an erasure would do, and what is in its way."""

    erased: ErasedPerson
    clients: list[ClientPart]
    mails: int
    links: int
    accesses: int
    in_the_way: list[str] = field(default_factory=list)
    remarks: int = 0

    @property
    def entries(self) -> int:
        """How many entries of the journals lose their note or a name."""
        return sum(len(each.journal.before) for each in self.clients)

    @property
    def versions(self) -> int:
        """How many earlier versions of terms are emptied."""
        return sum(len(each.old_terms) for each in self.clients)

    @property
    def goes(self) -> bool:
        """Whether anything would go."""
        pieces = any(each.journal.pieces for each in self.clients)
        return bool(pieces or self.versions or self.mails or self.links or self.accesses or self.remarks)

    @property
    def hindered(self) -> list[str]:
        """All that is in the way."""
        return [*self.in_the_way, *(said for each in self.clients for said in each.in_the_way)]

    @property
    def stays(self) -> list[tuple[EngagementRow, list[str]]]:
        """What stays at which client."""
        return [(each.row, each.stays) for each in self.clients if each.stays]


def plan_erasing(workspace: WorkspaceRow, address: str, also: Iterable[str] = ()) -> ErasingPlan:
    """Say what an erasure would do; `also` is what else the person is called where somebody wrote of them."""
    erased = ErasedPerson(address.strip().lower(), frozenset(filter(None, map(str.strip, also))))
    parts = [_part(row, erased) for row in clients_of(workspace)]
    return ErasingPlan(
        erased,
        [each for each in parts if each.bears],
        _mails(workspace, erased).count(),
        _links(workspace, erased).count() + links_to(workspace, erased.address).count(),
        accesses_of(workspace, erased.address).count(),
        [*_in_the_way(workspace, erased)],
        remarks=len(_remarks(workspace, erased)),
    )


def erase_person(workspace: WorkspaceRow, address: str, also: Iterable[str], by: str) -> ErasingPlan:
    """Erase a person, everywhere in one transaction, and give what was done.

    Raises PageRefused where something is in the way.
    """
    with transaction.atomic():
        list(EngagementRow.objects.select_for_update().filter(workspace=workspace).order_by("pk"))
        plan = plan_erasing(workspace, address, also)
        if plan.hindered:
            raise PageRefused(plan.hindered[0], "Do that first; nothing was erased yet.", status=409)
        for each in plan.clients:
            _erase_at(each, by)
        empty_remarks(_remarks(workspace, plan.erased))
        links_to(workspace, plan.erased.address).update(email="", name=GONE, revoked=True)
        _mails(workspace, plan.erased).delete()
        _links(workspace, plan.erased).update(email="", name=GONE, revoked=True)
        accesses_of(workspace, address.strip().lower()).delete()
        Bucket.objects.filter(key__icontains=plan.erased.address).delete()
    return plan


def _erase_at(part: ClientPart, by: str) -> None:
    """Take the person out of one engagement; the chain loses the old content and records the new."""
    with changing(part.row) as now:
        TermsText.objects.filter(engagement=now, n__in=part.old_terms).update(source=b"")
        if not part.journal.pieces:
            return
        rewrite_pieces(now, part.journal.pieces)
        files, store, at = texts_of(now), RowsStore(now), clock.current_moment(part.row.workspace)
        try:
            books = books_of(now, charter.read(files, now.slug), files)
        except Problems as wrong:
            raise PageRefused(
                f"The journal of {part.row.title} would not hold without them: {wrong.problems[0].message}.",
                "Name fewer words; nothing was erased.",
            ) from wrong
        erase(store, part.commitments, Erasure(by, at, REASON), books.entries)
        write_up(store, books, by, at)


# ── what there is ──────────────────────────────────────────────────────────────────────────────


def _part(row: EngagementRow, erased: ErasedPerson) -> ClientPart:
    try:
        engagement = engagement_in(row)
    except Problems:
        return ClientPart(row, Rewritten({}, []), [], [], [], [*_drafts_in_the_way(row, erased)])
    here = _known_here(engagement, row, erased)
    openings = {digest_of(each.content): name for name, each in RowsStore(row).openings().items()}
    addresses = [each.address for each in engagement.journal.entries]
    journal = rewritten(journal_pieces(row), here, addresses, openings)
    commitments = [openings[each] for each in journal.before]
    stays = [*_stays(row, engagement, here), *([_told_plain(journal.plain)] if journal.plain else [])]
    return ClientPart(row, journal, commitments, _old_terms(row, here), stays, [*_hinders(row, here)])


def _known_here(engagement: Engagement, row: EngagementRow, erased: ErasedPerson) -> ErasedPerson:
    """Give the person with the keys and the names that the agreement gives to their address."""
    agreements = (engagement.agreement, engagement.in_force(clock.day_in(row.workspace)))
    people = {key: each for one in agreements for key, each in one.sides.people.items()}
    theirs = {key: each.name for key, each in people.items() if each.email.lower() == erased.address}
    return ErasedPerson(erased.address, erased.names | {*theirs.values()}, frozenset(theirs))


def _old_terms(row: EngagementRow, erased: ErasedPerson) -> list[int]:
    """Give the versions of the terms before the last, which counts, that name the person."""
    texts = list(TermsText.objects.filter(engagement=row).order_by("n"))[:-1]
    return [each.n for each in texts if erased.named_in(bytes(each.source).decode("utf-8", "replace"))]


def _stays(row: EngagementRow, engagement: Engagement, erased: ErasedPerson) -> Iterator[str]:
    """Say what is kept that names the person, and why."""
    if fixed_because(row) and _terms_name(row, erased):
        yield "The terms as they were signed or put forward: both sides rest on them."
    for each in AmendmentText.objects.filter(engagement=row).order_by("name"):
        if erased.named_in(bytes(each.source).decode("utf-8", "replace")):
            yield f"Amendment {each.name.removesuffix('.toml')}, which both sides rest on."
    for offer in offers_of(row):
        for one in offer.signers:
            if one.name in erased.names or one.email.lower() == erased.address:
                yield f"{offer.name}, the sealed paper and its evidence: {_told_of(one.state)}."
    papers = [
        bytes(each.content).decode("utf-8", "replace") for each in IssuedPaper.objects.filter(engagement=row)
    ]
    issued = [each.model_dump_json() for each in engagement.journal.of(Issued)]
    if count := max(sum(map(erased.named_in, papers)), sum(map(erased.named_in, issued))):
        yield f"{count} invoice{'s' if count > 1 else ''} as issued, which tax law has you keep."
    links = sum(link.by in {*erased.names, *erased.keys, erased.address} for link in RowsStore(row).chain())
    if links:
        yield f"{links} link{'s' if links > 1 else ''} of the chain of evidence, which say who acted."


def _told_of(state: str) -> str:
    return {"signed": "they signed it", "declined": "they declined it"}.get(
        state, "they are named to sign it"
    )


def _told_plain(count: int) -> str:
    return (
        f"{count} entr{'ies' if count > 1 else 'y'} of the journal, recorded before entries were kept so that they can "
        "be erased."
    )


def _terms_name(row: EngagementRow, erased: ErasedPerson) -> bool:
    last = TermsText.objects.filter(engagement=row).order_by("-n").first()
    return last is not None and erased.named_in(bytes(last.source).decode("utf-8", "replace"))


# ── what is in the way ─────────────────────────────────────────────────────────────────────────


def _in_the_way(workspace: WorkspaceRow, erased: ErasedPerson) -> Iterator[str]:
    if Member.objects.filter(workspace=workspace, account__email=erased.address).exists():
        yield "They have an account here, and work with what would be erased."
    if erased.named_in(workspace.settings):
        yield "The text of the workspace names them: write it without them, in Particulars."
    for each in InterviewRow.objects.filter(workspace=workspace):
        if erased.named_in(str(each.answers)):
            yield f"An interview that is not finished names them ({each.client or 'no client yet'}): forget it first."


def _hinders(row: EngagementRow, erased: ErasedPerson) -> Iterator[str]:
    if row.round and links_to(row.workspace, erased.address).filter(negotiation__ended=None).exists():
        yield f"The draft with {row.title} is negotiated with them: call it off first."
    waiting = _links(row.workspace, erased).filter(
        offer__engagement=row, revoked=False, offer__done=False, offer__withdrawn=False
    )
    if waiting.exists():
        yield f"A document of {row.title} is on its way to them: take it back, or have it signed."
    if not fixed_because(row) and _terms_name(row, erased):
        yield f"The terms of {row.title}, which nobody signed yet, name them: write them without."
    yield from _drafts_in_the_way(row, erased)


def _drafts_in_the_way(row: EngagementRow, erased: ErasedPerson) -> Iterator[str]:
    draft = DraftText.objects.filter(engagement=row).first()
    if draft and erased.named_in(draft.source):
        yield f"What is being written for {row.title} names them: keep it without them, or drop it."


# ── rows ───────────────────────────────────────────────────────────────────────────────────────


def _remarks(workspace: WorkspaceRow, erased: ErasedPerson) -> list[RemarkText]:
    """Give the remarks of negotiations that they wrote, or that name them, also as their links do."""
    called = {link.name for link in links_to(workspace, erased.address)}
    known = ErasedPerson(erased.address, erased.names | called)
    return remarks_about(workspace, erased.address, known.named_in)


def _mails(workspace: WorkspaceRow, erased: ErasedPerson) -> QuerySet[OutboxMail]:
    return OutboxMail.objects.filter(workspace=workspace, to__iexact=erased.address)


def _links(workspace: WorkspaceRow, erased: ErasedPerson) -> QuerySet[SigningLink]:
    return SigningLink.objects.filter(offer__engagement__workspace=workspace, email__iexact=erased.address)


if TYPE_CHECKING:
    from django.db.models import QuerySet
