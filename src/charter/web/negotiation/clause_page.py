"""The terms of a clause while negotiating: what a side asks for otherwise, which goes into its round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404
from django.shortcuts import redirect, render

import charter
from charter.core.agreement import CLAUSES, clause_types
from charter.core.vocabulary.cite import Cite
from charter.formats.html.fragments import fragments
from charter.web.drafting.queries import ours
from charter.web.kit.refused import PageRefused
from charter.web.negotiation import actions
from charter.web.negotiation.actions import ProposalsRefused
from charter.web.negotiation.forms import (
    SHARED,
    ClauseTable,
    OwnWordsForm,
    clause_tables,
    remark_in,
    whole_clause_form,
)
from charter.web.negotiation.pages import Chair, may_say_again, number_seen, refuse_out_of_turn
from charter.web.negotiation.table import cited_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse, QueryDict

    from charter.core.agreement import Agreement
    from charter.core.reading.problem import Problem


def clause_terms_page(request: HttpRequest, chair: Chair, cite: str, told: dict[str, Any]) -> HttpResponse:
    """Ask for the terms of a clause otherwise, or for other words; they go into the round that is not sent."""
    if cite not in CLAUSES:
        raise Http404
    refuse_out_of_turn(chair)
    post = request.POST if request.method == "POST" else None
    there = Cite(cite) in chair.agreement.clauses
    tables = clause_tables(chair.agreement, cite, chair.standing(), post) if there else [_whole(cite, post)]
    words, said, status = OwnWordsForm(post), "", 200
    if post is not None:
        try:
            remark = remark_in(post, cite)
            wanted = _wanted(chair, cite, tables, words, leave=bool(post.get("leave")))
            actions.say_in_round(
                chair.of, chair.who, number_seen(post), wanted, remarks=[remark] if remark else []
            )
        except ProposalsRefused as refused:
            said, status = _beside(tables, refused.problems), 422
        except forms.ValidationError as error:
            said, status = " ".join(error.messages), 422
        except PageRefused as refused:
            if not may_say_again(chair, refused):
                raise
            said, status = f"{refused.said} {refused.mend}", refused.status
        else:
            return redirect(chair.home)
    more = {
        "tables": tables,
        "words": words,
        "there": there,
        "name": cited_in(chair.agreement, cite),
        "cite": cite,
        "seen": chair.row.version,
        "wrong": said,
        "say": post.get(f"say {cite}", "") if post else "",
        "shared": post is not None and post.get(f"to {cite}") == SHARED,
        "left_out": bool(post and post.get("leave")),
        "back": chair.home,
        "row": chair.row,
        "chair": chair,
        "text": _clause_text(chair.agreement, cite),
        "workspace_name": chair.row.workspace.name,
    }
    return render(request, "negotiation_clause.html", told | more, status=status)


def _whole(cite: str, post: QueryDict | None) -> ClauseTable:
    return ClauseTable(cite, "", whole_clause_form(clause_types()[Cite(cite)], cite, post))


def _wanted(
    chair: Chair, cite: str, tables: list[ClauseTable], words: OwnWordsForm, *, leave: bool
) -> dict[str, Any]:
    """Give what a form asks for, by path. Raises ValidationError for words that cannot be kept."""
    if leave:
        return {cite: None}
    if Cite(cite) not in chair.agreement.clauses:
        filled = {name: value for name, value in tables[0].form.values.items() if value is not None}
        return {cite: filled} if filled else {}
    wanted = {path: value for each in tables for path, value in each.changed.items()}
    if not words.is_valid():
        raise forms.ValidationError([error for errors in words.errors.values() for error in errors])
    if text := words.cleaned_data["text"]:
        effect = words.cleaned_data["effect"]
        wanted[f"{cite}.wording"] = charter.own_words(chair.agreement, cite, text, effect)
    return wanted


def _beside(tables: list[ClauseTable], problems: Iterable[Problem]) -> str:
    """Put problems beside their fields; give those that have none."""
    left = []
    for problem in problems:
        above, _, name = problem.path.rpartition(".")
        table = next((each for each in tables if each.path == above and name in each.form.fields), None)
        if table is not None and table.form.is_bound:
            table.form.add_error(name, f"{problem.message}. {problem.hint}")
        else:
            left.append(f"{problem.path}: {problem.message}. {problem.hint}")
    return " ".join(left) or "Something cannot be kept as it is filled in."


def _clause_text(agreement: Agreement, cite: str) -> Any:  # noqa: ANN401 - HTML or nothing
    """Print the clause as the draft has it; nothing for one that is not there."""
    printed = fragments(charter.drawn(charter.Engagement(agreement)))
    found = (each.html for article in printed.articles for each in article.clauses if each.cite == cite)
    return ours(next(found, ""))
