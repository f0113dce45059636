"""Holding an interview: it begins, an answer is kept, and at the end the draft is written."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import transaction

import charter
from charter.web import clock
from charter.web.drafting.actions import begin_engagement
from charter.web.drafting.interviews import interview_in
from charter.web.drafting.models import InterviewRow
from charter.web.drafting.playbooks import own_words_in
from charter.web.kit.refused import NotFound, PageRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter import Interview, Wrong
    from charter.web.drafting.interview_inputs import Given
    from charter.web.kit.models import EngagementRow, WorkspaceRow


def begin_interview(workspace: WorkspaceRow, law: str, by: str) -> InterviewRow:
    """Begin an interview under a law, by its code. Raises PageRefused where nobody knows that law."""
    try:
        code = charter.governing_law(law)
    except ValueError as error:
        raise PageRefused(f"{str(error).capitalize()}.", "Say in which country or state you work.") from error
    at = clock.current_moment(workspace)
    return InterviewRow.objects.create(workspace=workspace, law=code, by=by, at=at)


@contextmanager
def _changing(row: InterviewRow, by: str) -> Iterator[InterviewRow]:
    """Hold an interview for one change, so that of two tabs none undoes the other's answers."""
    with transaction.atomic():
        now = InterviewRow.objects.select_for_update().filter(pk=row.pk).first()
        if now is None:
            raise NotFound
        now.workspace = row.workspace
        yield now
        now.by, now.at = by, clock.current_moment(row.workspace)
        now.save()
    row.answers, row.typed = now.answers, now.typed


def keep_typed(row: InterviewRow, name: str, given: Given, by: str) -> None:
    """Keep what stands in the fields of a question; it is no answer yet."""
    with _changing(row, by) as now:
        now.typed = {**now.typed, name: dict(given)}


def answer_question(row: InterviewRow, name: str, given: Given, by: str) -> Wrong | None:
    """Take an answer, or say why it is none, and keep what was typed.

    What is only doubted is taken where the same stood there, and its doubt with it, before.
    """
    with _changing(row, by) as now:
        interview = interview_in(now, clock.day_in(now.workspace))
        question = next(one for one in charter.asked_questions(interview, "full") if one.id == name)
        again = now.typed.get(name) == dict(given)
        found = charter.understood_answer(question, given, interview, again=again)
        if isinstance(found, charter.Wrong):
            now.typed = {**now.typed, name: dict(given)}
            return found
        now.answers = _plain(interview.with_answer(name, found))
        now.typed = {key: held for key, held in now.typed.items() if key != name}
    return None


def _plain(interview: Interview) -> dict[str, Any]:
    return {name: dict(answer) for name, answer in interview.answers.items()}


def write_interview(row: InterviewRow, by: str) -> EngagementRow:
    """Write the draft of what was answered, with what is usual for the rest; the answers go.

    Raises PageRefused where the kind of work or the client is not said, or there is an engagement of that name.
    """
    with transaction.atomic():
        with _changing(row, by) as now:
            interview = interview_in(now, clock.day_in(now.workspace))
            if not {"kind", "client"} <= interview.answers.keys():
                raise PageRefused(
                    "A draft needs the kind of work and the client.", "Answer these two; the rest may wait."
                )
        made = charter.in_own_words(interview.draft, own_words_in(row.workspace), interview.today)
        text = charter.write_draft(made, interview.preset)
        begun = begin_engagement(row.workspace, str(interview.answers["client"]["name"]), text, by)
        InterviewRow.objects.filter(pk=row.pk).delete()
    return begun


def forget_interview(row: InterviewRow) -> None:
    """Throw the answers away."""
    with transaction.atomic():
        InterviewRow.objects.filter(pk=row.pk).delete()
