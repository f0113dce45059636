"""What both sides' pages do alike: show the table, keep the answers, send the round, propose terms of a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

import charter
from charter.core.agreement import CLAUSES
from charter.formats.html.fragments import fragments
from charter.web.drafting.queries import ours
from charter.web.kit.engagements import engagement_in
from charter.web.kit.refused import CodeRefused, PageRefused
from charter.web.negotiation import actions, queries
from charter.web.negotiation.actions import ProposalsRefused
from charter.web.negotiation.forms import (
    HELD,
    AnswerByForm,
    answer_by_in,
    answers_in,
    held_value,
    remark_in,
    value_form,
)
from charter.web.negotiation.table import cited_in, negotiation_table, term_name
from charter.web.templatetags.words import clause_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from django.http import HttpRequest, HttpResponse

    from charter.core.agreement import Agreement
    from charter.core.negotiation.rounds import Negotiation, TermRemark
    from charter.core.reading.problem import Problem
    from charter.core.workspace.playbook import Position
    from charter.web.drafting.forms import TermsForm
    from charter.web.kit.models import EngagementRow
    from charter.web.negotiation.models import NegotiationLink, NegotiationRow
    from charter.web.negotiation.queries import Speaker
    from charter.web.negotiation.table import TermView

LONGEST_NUMBER = 9


class Chair(NamedTuple):
    """Where somebody sits in a negotiation: for which side they act, and what they alone may look at.

    `link` is the one by which the client's side came; `playbook` is the consultant's own, and None for the client.
    """

    row: EngagementRow
    of: NegotiationRow
    who: Speaker
    today: dt.date
    link: NegotiationLink | None = None
    playbook: Mapping[str, Position] | None = None

    @property
    def agreement(self) -> Agreement:
        """The draft as agreed so far."""
        return engagement_in(self.row).agreement

    @property
    def home(self) -> str:
        """The address of the table."""
        if self.link is not None:
            return reverse("negotiate")
        return reverse("negotiation", kwargs={"ws": self.row.workspace.slug, "eng": self.row.slug})

    def clause_address(self, cite: str) -> str:
        """The address on which terms of a clause are proposed."""
        if self.link is not None:
            return reverse("negotiate-clause", args=[cite])
        ws, eng = self.row.workspace.slug, self.row.slug
        return reverse("negotiation-clause", kwargs={"ws": ws, "eng": eng, "cite": cite})

    def word_address(self, name: str) -> str:
        """The address of the draft as a Word file (`out`), and that on which one comes back (`in`)."""
        if self.link is not None:
            return reverse(f"negotiate-word-{name}")
        ws, eng = self.row.workspace.slug, self.row.slug
        return reverse(f"negotiation-word-{name}", kwargs={"ws": ws, "eng": eng})

    def seen(self) -> Negotiation:
        """Give the rounds that the side may see."""
        return queries.negotiation_so_far(self.of).seen_by(self.who.side)

    def standing(self) -> dict[str, Any]:
        """Give what the side stands for, by path: what it has not sent before what it has."""
        seen = self.seen()
        found = {each.path: each.positions[self.who.side] for each in seen.terms}
        unsent = seen.unsent(self.who.side)
        return found | ({each.path: each.after for each in unsent.stands} if unsent else {})


class RowView(NamedTuple):
    """A row of the table as it is filled in: the term, the field of a new value, what is wrong, its remark."""

    term: TermView
    form: TermsForm | None
    wrong: str
    answer: str
    say: str
    to: str


# ── the table ──────────────────────────────────────────────────────────────────────────────────


def table_page(request: HttpRequest, chair: Chair, told: dict[str, Any]) -> HttpResponse:
    """Show the table, and do what was asked on it."""
    if request.method != "POST":
        return _shown(request, chair, told)
    version = chair.row.version
    try:
        where = _done(request.POST, chair)
    except ProposalsRefused as refused:
        wrong, said, status = refused.problems, str(refused.said), 422
    except forms.ValidationError as error:
        wrong, said, status = (), " ".join(error.messages), 422
    except PageRefused as refused:
        if not may_say_again(chair, refused):
            raise
        wrong, said, status = (), f"{refused.said} {refused.mend}", refused.status
        told |= {"wrong_code": isinstance(refused, CodeRefused)}
    else:
        return redirect(where)
    kept = chair.row.version != version
    return _shown(request, chair, told | {"kept": kept}, wrong=wrong, said=said, status=status)


def may_say_again(chair: Chair, refused: PageRefused) -> bool:
    """Whether what was filled in can be sent once more, so that it is shown again as it was filled in."""
    if refused.status not in {409, 422, 429}:
        return False
    return not queries.over_because(chair.row, chair.of) and chair.seen().turn.side is chair.who.side


def _done(post: QueryDict, chair: Chair) -> str:
    """Do what a form asks; give where to go on."""
    do, until = post.get("do", ""), urlencode({"until": post.get("answer_by", "")})
    if unsay := post.get("unsay", ""):
        actions.take_back_remark(chair.of, chair.who, unsay)
    elif do == "save":
        _keep(post, chair)
    elif do == "code" and chair.link is not None:
        _keep(post, chair)
        actions.mail_round_code(chair.link)
        return f"{chair.home}?{until}#send"
    elif do == "send":
        _send(post, chair)
    else:
        raise PageRefused("That is nothing that can be done here.", "Go back, and try again.")
    return f"{chair.home}?{until}" if do == "save" else chair.home


def _send(post: QueryDict, chair: Chair) -> None:
    answer_by = answer_by_in(post, chair.today)
    seen = _keep(post, chair)
    if chair.link is None:
        actions.send_round(chair.of, chair.who, seen, answer_by)
    else:
        actions.send_round_by_link(chair.link, chair.who, seen, post.get("code", ""), answer_by)


def _keep(post: QueryDict, chair: Chair) -> int:
    """Keep the answers of a form; give the version of what is kept now."""
    seen, agreement = chair.seen(), chair.agreement
    unsent = seen.unsent(chair.who.side)
    paths = [
        (each.path, each.positions[chair.who.side], each.positions[chair.who.side.other])
        for each in seen.open_terms
    ]
    known = {path for path, _, _ in paths}
    fresh = [each.path for each in unsent.stands if each.path not in known] if unsent else []
    paths += [(path, *[held_value(agreement, path)] * 2) for path in fresh]
    answers = list(answers_in(post, paths))
    said = {path: value for path, answer, value in answers if answer and value is not HELD}
    unsaid = {path for path, answer, _ in answers if not answer}
    remarks = _remarks(post, [*(path for path, _, _ in paths), *(each.path for each in seen.terms)])
    actions.say_in_round(chair.of, chair.who, number_seen(post), said, unsaid=unsaid, remarks=remarks)
    return chair.of.engagement.version


def number_seen(post: QueryDict) -> int:
    """Read the version of what a page showed; -1, which none has, for what is none."""
    text = post.get("seen", "")
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else -1


def _remarks(post: QueryDict, paths: Iterable[str]) -> list[TermRemark]:
    found = (remark_in(post, path) for path in dict.fromkeys(paths))
    return [each for each in found if each is not None]


def _shown(
    request: HttpRequest,
    chair: Chair,
    told: dict[str, Any],
    *,
    wrong: tuple[Problem, ...] = (),
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    table = negotiation_table(chair.row, chair.of, chair.who.side, chair.today, chair.playbook)
    over = queries.over_because(chair.row, chair.of)
    posted = request.POST if request.method == "POST" else None
    dated = posted if posted is not None and "answer_by" in posted else _until(request)
    in_table = {each.path for each in (*table.open, *table.agreed)}
    more: dict[str, Any] = {
        "table": table,
        "rows": [_row(chair, each, posted, wrong, kept=bool(told.get("kept"))) for each in table.open],
        "may_act": table.my_turn and not over,
        "over": over,
        "seen": chair.row.version,
        "wrong": said,
        "until": chair.of.answer_by,
        "late": chair.of.answer_by is not None and chair.of.answer_by < chair.today,
        "answer_by": AnswerByForm(chair.today, dated),
        "code": "" if told.get("wrong_code") or posted is None else posted.get("code", ""),
        "unsent_remarks": queries.unsent_remarks(chair.of, chair.who.side),
        "clause_remarks": _clause_remarks(chair, in_table),
        "clauses": [
            (cited_in(chair.agreement, cite), chair.clause_address(cite)) for cite in chair.agreement.clauses
        ],
        "other_clauses": [
            (clause_name(cite), chair.clause_address(cite))
            for cite in CLAUSES
            if cite not in chair.agreement.clauses
        ],
        "chair": chair,
        "word_out": chair.word_address("out"),
        "word_in": chair.word_address("in"),
        "row": chair.row,
        "workspace_name": chair.row.workspace.name,
        "them": queries.other_name(chair.row, chair.of),
    }
    return render(request, "negotiation.html", told | more, status=status)


def _clause_remarks(chair: Chair, in_table: set[str]) -> list[tuple[str, str, bool, bool]]:
    """Give the remarks on what is not in the table: its name, the text, whether it is one's own, and private."""
    return [
        (f"{cited_in(chair.agreement, remark.path)}: {term_name(remark.path).lower()}", remark.text,
         each.side is chair.who.side, remark.private)
        for each in chair.seen().rounds
        for remark in each.remarks
        if remark.path not in in_table
    ]  # fmt: skip


def _until(request: HttpRequest) -> QueryDict | None:
    """Give the day until which an answer is expected, as it was filled in before the page came back to it."""
    if "until" not in request.GET:
        return None
    return QueryDict(urlencode({"answer_by": request.GET["until"]}))


def _row(
    chair: Chair, term: TermView, posted: QueryDict | None, wrong: tuple[Problem, ...], *, kept: bool
) -> RowView:
    """Give a row as it is filled in; a remark that is kept already stands among those kept."""
    held = chair.standing().get(term.path) if term.answer == "new" else term.fair or None
    form = value_form(term.path, held, posted)
    clause = f"{term.clause}."
    why = next((f"{each.message}. {each.hint}" for each in wrong if each.path == term.path), "")
    why = why or next(
        (f"{each.path}: {each.message}" for each in wrong if f"{each.path}.".startswith(clause)), ""
    )
    return RowView(
        term,
        form,
        why,
        posted.get(f"answer {term.path}", "") if posted else term.answer,
        posted.get(f"say {term.path}", "") if posted and not kept else "",
        posted.get(f"to {term.path}", "private") if posted else "private",
    )


def refuse_out_of_turn(chair: Chair) -> None:
    """Raise PageRefused where nothing can be said: it is over, or the other side's turn."""
    if why := queries.over_because(chair.row, chair.of):
        raise PageRefused(why, "Look at where it stands.", status=409, where=chair.home)
    if chair.seen().turn.side is not chair.who.side:
        raise PageRefused(
            "It is the other side's turn.", "Wait for their answer.", status=409, where=chair.home
        )


def text_of_draft(agreement: Agreement) -> dict[str, Any]:
    """Give the draft for a page that shows it whole: its cover, and its clauses one by one with their paths."""
    printed = fragments(charter.drawn(charter.Engagement(agreement)))
    return {
        "cover": ours(printed.cover),
        "articles": [
            (article, [(each, ours(each.html)) for each in article.clauses]) for article in printed.articles
        ],
        "behind": [ours(each) for each in (printed.schedules, printed.glossary) if each],
    }
