"""Negotiating, act by act; each is one transaction, and nothing is seen by the other side before its round is sent."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.conf import settings

import charter
from charter.core.reading.problem import Problem
from charter.core.reading.writing import write
from charter.core.vocabulary.party import Side
from charter.sealing.evidence.append import append
from charter.sealing.evidence.canonical import canonical
from charter.sealing.evidence.link import RecordedEvent
from charter.web import clock
from charter.web.drafting.models import DraftText
from charter.web.drafting.texts import fixed_because
from charter.web.kit.authors import author_key
from charter.web.kit.codes import compare_code, make_code, use_up
from charter.web.kit.engagements import TERMS, add_terms, changing, engagement_in, texts_of
from charter.web.kit.limits import take_try
from charter.web.kit.models import EngagementRow
from charter.web.kit.outbox import put_in_outbox
from charter.web.kit.refused import CodeRefused, PageRefused
from charter.web.kit.rows_store import RowsStore
from charter.web.negotiation.models import (
    NegotiationCode,
    NegotiationLink,
    NegotiationRound,
    NegotiationRow,
    RemarkText,
    TermProposal,
)
from charter.web.negotiation.queries import (
    Speaker,
    invitable_people,
    latest_terms,
    live_negotiation,
    negotiation_so_far,
    open_because,
    over_because,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from charter.core.negotiation.proposals import JudgedProposals
    from charter.core.negotiation.rounds import Negotiation, TermRemark

DAY, TWO_WEEKS, HOUR = 24 * 3600.0, 14 * 24 * 3600.0, 3600
AFTER_THE_DAY = 3 * DAY
"""So long a link is still good after the day until which an answer is expected."""
MOST_REMARKS = 200
"""The most remarks of a side in one round."""


class ProposalsRefused(PageRefused):
    """Proposals that cannot be made; `problems` say what is wrong with which term."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(f"{first.path}: {first.message}.", first.hint)


def send_draft(
    row: EngagementRow, person: str, email: str, answer_by: dt.date | None = None
) -> NegotiationLink:
    """Send the draft to a person of the client's side, who answers it in rounds; from now on only these change it.

    `answer_by` is the day until which an answer is expected, None: no day is named.
    Raises PageRefused where it is signed, negotiated already, or not a version; Problems where it is not whole.
    """
    if not (settings.DEMO or settings.SMTP):
        raise PageRefused(
            "Nothing can be sent without a mail server.", "Set CHARTER_SMTP_URL; or send the folder yourself."
        )
    with changing(row) as now:
        if why := fixed_because(now):
            raise PageRefused(why, "From here on an amendment changes the terms.", status=409)
        if live_negotiation(now) is not None:
            raise PageRefused("It was sent already.", "Look at where it stands.", status=409)
        if DraftText.objects.filter(engagement=now).exists():
            raise PageRefused("Terms were typed and are not kept.", "Keep them as a version, or leave them.")
        to = next((each for each in invitable_people(now) if each.key == person), None)
        if to is None:
            raise PageRefused("There is no such person on the client's side.", "Choose one with an address.")
        of = NegotiationRow.objects.create(
            engagement=now,
            person=person,
            by=email,
            began=clock.current_moment(row.workspace),
            terms=latest_terms(now),
        )
        now.round = 1
        now.save(update_fields=["round"])
        _expect_answer(now, of, answer_by)
        link = _new_link(of, to.name, to.email)
        _record(now, author_key(engagement_in(now), email), 1, Side.CONSULTANT, [])
        put_in_outbox(row.workspace, "draft", link.email, link=str(link.pk), **_told_by(of))
    row.round = 1
    return link


def send_link_again(of: NegotiationRow) -> NegotiationLink:
    """End the links of a negotiation and send a new one."""
    with changing(of.engagement):
        if of.ended is not None:
            raise PageRefused("The negotiation is over.", "Send the draft anew.", status=409)
        last = NegotiationLink.objects.filter(negotiation=of).order_by("-pk")[0]
        NegotiationLink.objects.filter(negotiation=of).update(revoked=True)
        link = _new_link(of, last.name, last.email)
        put_in_outbox(of.engagement.workspace, "draft", link.email, link=str(link.pk), **_told_by(of))
    return link


def call_off(of: NegotiationRow) -> None:
    """End a negotiation without an agreement: its links end, what was not sent goes, and the terms stay as they are.

    The client's side hears of it, once: who calls off twice, or too late, changes nothing.
    """
    with changing(of.engagement) as now:
        of.refresh_from_db(fields=["ended"])
        if of.ended is None:
            _end(now, of)
            NegotiationLink.objects.filter(negotiation=of).update(revoked=True)
            last = NegotiationLink.objects.filter(negotiation=of).order_by("-pk")[0]
            put_in_outbox(now.workspace, "called-off", last.email, link=str(last.pk))
    of.engagement.round = now.round


def conclude_negotiation(row: EngagementRow) -> None:
    """End a negotiation in which everything is agreed, within the transaction that puts the draft forward.

    Raises PageRefused while a term or a round is open.
    """
    if why := open_because(row):
        raise PageRefused(why, "Look at the negotiation: agree on what is open, or call it off.", status=409)
    of = live_negotiation(row)
    if of is not None:
        _end(row, of)


def _end(row: EngagementRow, of: NegotiationRow) -> None:
    NegotiationRound.objects.filter(negotiation=of, sent=None).delete()
    NegotiationRow.objects.filter(pk=of.pk, ended=None).update(ended=clock.current_moment(row.workspace))
    row.round = 0
    EngagementRow.objects.filter(pk=row.pk).update(round=0)


def _new_link(of: NegotiationRow, name: str, email: str) -> NegotiationLink:
    return NegotiationLink.objects.create(
        negotiation=of,
        name=name,
        email=email.lower(),
        made=clock.current_moment(of.engagement.workspace),
        expires=_good_until(of),
    )


def _good_until(of: NegotiationRow) -> float:
    """Give until when a link opens: two weeks, and longer where an answer may take longer."""
    days = (of.answer_by - clock.day_in(of.engagement.workspace)).days if of.answer_by else 0
    return clock.seconds() + max(TWO_WEEKS, days * DAY + AFTER_THE_DAY)


def _expect_answer(row: EngagementRow, of: NegotiationRow, answer_by: dt.date | None) -> None:
    """Keep until which day an answer is expected of the side whose turn it is now, and when it is reminded."""
    today = clock.day_in(row.workspace)
    of.answer_by, of.remind_on, of.late_told = answer_by, None, False
    if answer_by is not None:
        of.remind_on = max(answer_by - dt.timedelta(1), today + dt.timedelta(1))
    NegotiationRow.objects.filter(pk=of.pk).update(
        answer_by=of.answer_by, remind_on=of.remind_on, late_told=of.late_told
    )


def _told_by(of: NegotiationRow) -> dict[str, str]:
    """Give what a mail says of the day until which an answer is expected."""
    return {"by": of.answer_by.isoformat()} if of.answer_by else {}


# ── saying something ───────────────────────────────────────────────────────────────────────────


def say_in_round(
    of: NegotiationRow,
    who: Speaker,
    seen: int,
    said: Mapping[str, Any],
    *,
    unsaid: Collection[str] = (),
    remarks: Iterable[TermRemark] = (),
) -> JudgedProposals:
    """Keep what a side stands for in the round that is its turn; `seen` is the version of what its page showed.

    `said` are values by the path of a term, `unsaid` the paths on which it says nothing after all. Raises PageRefused
    out of turn or where another window was quicker, ProposalsRefused where a value is none or terms do not fit.
    """
    row = of.engagement
    with changing(row) as now:
        so_far = _in_turn(now, of, who, seen)
        mine = so_far.unsent(who.side)
        held = {each.path: each.after for each in mine.stands} if mine else {}
        wanted = {path: value for path, value in (held | dict(said)).items() if path not in unsaid}
        agreement = engagement_in(now).agreement
        busy = [each.path for each in so_far.open_terms]
        judged = charter.judged_proposals(agreement, wanted, clock.day_in(row.workspace), busy=busy)
        if judged.agreement is None:
            raise ProposalsRefused(judged.problems)
        current = _round_of(now, of, who, so_far)
        TermProposal.objects.filter(round=current).delete()
        TermProposal.objects.bulk_create(
            TermProposal(round=current, path=each.path, before=_json(each.before), after=_json(each.after))
            for each in judged.stands
            if each.path in busy or each.after != each.before
        )
        _add_remarks(current, remarks)
    return judged


def take_back_remark(of: NegotiationRow, who: Speaker, pk: str) -> None:
    """Take back a remark that was not sent."""
    with changing(of.engagement) as now:
        _in_turn(now, of, who, now.version)
        for each in RemarkText.objects.filter(round__negotiation=of, round__side=who.side, round__sent=None):
            if str(each.pk) == pk:
                each.delete()


def send_round(of: NegotiationRow, who: Speaker, seen: int, answer_by: dt.date | None = None) -> None:
    """Send a round: the other side sees it, and what both now stand for becomes a version of the terms.

    `answer_by` is the day until which an answer is expected, None: no day is named.
    Raises PageRefused out of turn, where another window was quicker, where nothing was answered, and where what would
    be agreed does not hold together.
    """
    row = of.engagement
    with changing(row) as now:
        so_far = _in_turn(now, of, who, seen)
        mine = so_far.unsent(who.side)
        silent = mine is None or not (mine.stands or mine.remarks)
        if silent and so_far.sent:  # the first round may be silent: the client takes the draft as it is
            raise PageRefused("Nothing is answered yet.", "Take, keep or propose something, or say why not.")
        turn = so_far.turn
        current = _round_of(now, of, who, so_far)
        NegotiationRound.objects.filter(pk=current.pk).update(sent=clock.current_moment(row.workspace))
        agreed = negotiation_so_far(of)
        _agree(now, of, who, agreed)
        stands = mine.stands if mine else ()
        _record(now, _chain_name(now, of, who), turn.n, who.side, stands)
        now.round = turn.next.n
        now.save(update_fields=["round"])
        _expect_answer(now, of, answer_by if agreed.open_terms else None)
        _tell_other(now, of, who, turn.n)
    row.round = now.round


def send_round_by_link(
    link: NegotiationLink, who: Speaker, seen: int, typed: str, answer_by: dt.date | None = None
) -> None:
    """Send a round of the client's side, with the code from their mail. Raises also for a wrong code."""
    code = compare_code(NegotiationCode, link, typed)
    with RowsStore(link.negotiation.engagement).lock():
        if not use_up(code):
            raise CodeRefused("This code was used already.", "Have a new one sent.")
        if not NegotiationLink.objects.filter(pk=link.pk, revoked=False).exists():
            raise PageRefused(
                "This link has ended meanwhile.", "Whoever sent it can send a new one.", status=410
            )
        send_round(link.negotiation, who, seen, answer_by)


def mail_round_code(link: NegotiationLink) -> None:
    """Send a code to who negotiates by a link. Raises TooMany."""
    take_try(f"code {link.pk}", 5, HOUR)
    with RowsStore(link.negotiation.engagement).lock():
        code = make_code(NegotiationCode, link)
        put_in_outbox(link.negotiation.engagement.workspace, "round-code", link.email, code=str(code.pk))


def note_opened(link: NegotiationLink) -> None:
    """Note that a person came by their link."""
    at = clock.current_moment(link.negotiation.engagement.workspace)
    NegotiationLink.objects.filter(pk=link.pk, opened=None).update(opened=at)


def _in_turn(row: EngagementRow, of: NegotiationRow, who: Speaker, seen: int) -> Negotiation:
    """Give the rounds so far. Raises PageRefused where it is over, not the side's turn, or the page is an old one."""
    of.refresh_from_db(fields=["terms", "ended"])
    if why := over_because(row, of):
        raise PageRefused(why, "Call it off and send the draft anew, or wait for it.", status=409)
    so_far = negotiation_so_far(of)
    if so_far.turn.side is not who.side:
        raise PageRefused(
            "It is the other side's turn.", "What you sent stays sent: wait for their answer.", status=409
        )
    if row.version != seen:
        raise PageRefused(
            "Something was said meanwhile, in another window or by somebody else.",
            "Look at how it stands now, and say it again.",
            status=409,
        )
    return so_far


def _round_of(row: EngagementRow, of: NegotiationRow, who: Speaker, so_far: Negotiation) -> NegotiationRound:
    """Give the round that is a side's turn, begun now if it was not."""
    return NegotiationRound.objects.get_or_create(
        negotiation=of,
        n=so_far.turn.n,
        side=who.side.value,
        defaults={"base": of.terms, "by": who.by, "began": clock.current_moment(row.workspace)},
    )[0]


def _add_remarks(current: NegotiationRound, remarks: Iterable[TermRemark]) -> None:
    for each in remarks:
        if RemarkText.objects.filter(round=current).count() >= MOST_REMARKS:
            raise PageRefused("That are more remarks than anybody reads.", "Take some back.")
        RemarkText.objects.create(round=current, path=each.path, text=each.text, private=each.private)


# ── agreeing ───────────────────────────────────────────────────────────────────────────────────


def _agree(row: EngagementRow, of: NegotiationRow, who: Speaker, so_far: Negotiation) -> None:
    """Make what both stand for a version of the terms, where these do not say it yet."""
    agreement = engagement_in(row).agreement
    judged = charter.judged_proposals(agreement, so_far.agreed, clock.day_in(row.workspace))
    if judged.agreement is None:
        raise ProposalsRefused(judged.problems)
    if judged.agreement == agreement:
        return
    text = texts_of(row)[TERMS].decode()
    add_terms(row, write(judged.agreement, text).encode(), who.by)
    NegotiationRow.objects.filter(pk=of.pk).update(terms=latest_terms(row))


def _chain_name(row: EngagementRow, of: NegotiationRow, who: Speaker) -> str:
    return of.person if who.side is Side.CLIENT else author_key(engagement_in(row), who.by)


def _record(row: EngagementRow, by: str, n: int, side: Side, stands: Iterable[Any]) -> None:
    """Record in the chain which terms were offered, in which round, and the digest of what was said beside them."""
    said = canonical([[each.path, _json(each.before), _json(each.after)] for each in stands])
    what: dict[str, str | int] = {
        "digest": hashlib.sha256(texts_of(row)[TERMS]).hexdigest(),
        "proposals": hashlib.sha256(said).hexdigest(),
        "round": n,
        "side": side.value,
    }
    append(RowsStore(row), RecordedEvent("offered", by, clock.current_moment(row.workspace), what))


def _tell_other(row: EngagementRow, of: NegotiationRow, who: Speaker, n: int) -> None:
    """Put the mail that a round was sent into the outbox, to the other side."""
    link = NegotiationLink.objects.filter(negotiation=of).order_by("-pk")[0]
    if who.side is Side.CONSULTANT:
        good = max(link.expires, _good_until(of))
        NegotiationLink.objects.filter(pk=link.pk).update(expires=good)
        put_in_outbox(row.workspace, "round", link.email, link=str(link.pk), round=str(n), **_told_by(of))
    else:
        put_in_outbox(row.workspace, "round-back", of.by, link=str(link.pk), round=str(n), **_told_by(of))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
