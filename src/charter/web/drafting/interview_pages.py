"""The pages of an interview: one question at a time, with or without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

import charter
from charter.web.drafting import interview_actions, interviews
from charter.web.drafting.interview_inputs import posted, stands_in, usual, with_usual, with_values
from charter.web.drafting.texts import number_in
from charter.web.people.access import Desk, members_only

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponse

    from charter import Interview, Question, Wrong
    from charter.web.drafting.models import InterviewRow

END = "end"
"""What stands in place of a question on the page at the end."""


@require_http_methods(["POST"])
@members_only("write")
def begin_interview_page(request: HttpRequest, place: Desk) -> HttpResponse:
    """Begin an interview, under the law where the consultant works."""
    law = interviews.law_of(place.workspace) or request.POST.get("law", "")[:60]
    row = interview_actions.begin_interview(place.workspace, law, place.account.email)
    return redirect("interview", ws=place.workspace.slug, of=row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only("write")
def interview_page(request: HttpRequest, place: Desk, of: uuid.UUID) -> HttpResponse:
    """Ask a question, keep what is typed, take the answer, and write the draft at the end."""
    row = interviews.interview_row(place.workspace, of)
    if request.POST.get("do") in {"forget", "write"}:
        return _ended(request.POST["do"], row, place)
    wanted = request.POST.get("q", request.GET.get("q", ""))
    interview = interviews.interview_in(row, place.today)
    question = None if wanted == END else interviews.question_in(interview, wanted)
    if question is None:
        told = {"row": row, "end": interviews.end_page(interview)}
        return render(request, "interview_end.html", told)
    if request.method == "POST" and question.id == wanted:
        return _typed(request, row, interview, question, place.account.email)
    return _shown(request, row, interview, question, None)


def _ended(do: str, row: InterviewRow, place: Desk) -> HttpResponse:
    """Write the draft, or throw the answers away."""
    if do == "forget":
        interview_actions.forget_interview(row)
        return redirect("new-engagement", ws=place.workspace.slug)
    made = interview_actions.write_interview(row, place.account.email)
    return redirect("terms", ws=place.workspace.slug, eng=made.slug)


def _typed(
    request: HttpRequest, row: InterviewRow, interview: Interview, question: Question, by: str
) -> HttpResponse:
    """Take an answer, or keep what is typed."""
    do, given = request.POST.get("do", ""), posted(question, request.POST.dict())
    if do in {"next", "leave"}:
        meant = {"theirs": True} if do == "leave" else given
        wrong = interview_actions.answer_question(row, question.id, meant, by)
        if wrong:
            return _shown(request, row, interview, question, wrong)
        row.refresh_from_db()
        return redirect(f"{request.path}{_after(question, interviews.interview_in(row, interview.today))}")
    interview_actions.keep_typed(row, question.id, _changed(do, question, interview, given), by)
    if not do:
        return _shown(request, row, interview, question, None)
    return redirect(f"{request.path}?q={_onward(do, question, interview)}")


def _after(question: Question, interview: Interview) -> str:
    """Give the question that comes after one and is not answered; nothing where none is left behind it."""
    names = [one.id for one in charter.asked_questions(interview, "full")]
    place = names.index(question.id) if question.id in names else len(names)
    left = (name for name in names[place + 1 :] if name not in interview.answers)
    return next((f"?q={name}" for name in left), "")


def _shown(
    request: HttpRequest, row: InterviewRow, interview: Interview, question: Question, wrong: Wrong | None
) -> HttpResponse:
    page = interviews.asked_page(row, interview, question, wrong)
    status = 422 if wrong else 200
    return render(
        request, "interview.html", {"row": row, "page": page, "refused": bool(wrong)}, status=status
    )


def _changed(
    do: str, question: Question, interview: Interview, given: dict[str, object]
) -> dict[str, object]:
    """Give what stands in the fields after a usual answer was taken, or what would mend a finding."""
    act, _, number = do.partition("-")
    which = number_in(number) - 1
    chips = usual(question, interview)
    if act == "take" and 0 <= which < len(chips):
        return with_usual(question, given, chips[which].answer)
    if act == "mend":
        stands = stands_in(question, interview, given)
        found = charter.understood_answer(question, stands, interview, again=True)
        if not isinstance(found, charter.Wrong):
            supposed = interview.with_answer(question.id, found)
            values = interviews.mended(supposed, which)
            return with_values(question, stands, values) or given
    return given


def _onward(do: str, question: Question, interview: Interview) -> str:
    names = [one.id for one in charter.asked_questions(interview, "full")]
    place = names.index(question.id)
    return names[max(0, place - 1)] if do == "back" else question.id
