"""An interview as a page shows it: the question, what follows from the answer, the parts, and the cover beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import charter
from charter.core.engagement import Engagement
from charter.core.interview.asking import owed_hours
from charter.core.interview.own_words import clause_of
from charter.core.reading.problem import Problems
from charter.core.reading.writing import HEADER, write_values
from charter.formats.html.fragments import cover_facts
from charter.web.drafting.interview_inputs import Input, Usual, inputs, stands_in, usual
from charter.web.drafting.models import InterviewRow
from charter.web.drafting.playbooks import own_words_in, settings_in
from charter.web.drafting.queries import ours
from charter.web.kit.engagements import engagement_in
from charter.web.kit.refused import NotFound
from charter.web.people.queries import clients_of

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterator, Mapping

    from django.utils.safestring import SafeString

    from charter import Interview, Question, Wrong
    from charter.core.draft import Draft
    from charter.core.vocabulary.finding import Finding
    from charter.core.vocabulary.sentence import Sentence
    from charter.formats.html.fragments import FactFragment
    from charter.web.drafting.interview_inputs import Given
    from charter.web.kit.models import WorkspaceRow

SECONDS_EACH = 20
"""About how long an answer takes."""


class InterviewStep(NamedTuple):
    """A question in the list of all."""

    question: Question
    answered: bool
    here: bool


class InterviewPart(NamedTuple):
    """A part of the interview with its questions."""

    name: str
    steps: list[InterviewStep]

    @property
    def answered(self) -> int:
        """How many of them are answered."""
        return sum(step.answered for step in self.steps)

    @property
    def here(self) -> bool:
        """Whether the question that is asked is one of them."""
        return any(step.here for step in self.steps)


class SheetRow(NamedTuple):
    """A row of the cover; `now` where the question that is asked bears on it."""

    label: str
    html: SafeString
    now: bool


class Remark(NamedTuple):
    """A finding beside the answer, and the number of the change that the answer itself could take."""

    finding: Finding
    mend: int | None


@dataclass(frozen=True)
class AskedPage:
    """A question on its page."""

    question: Question
    number: int
    parts: list[InterviewPart]
    rows: list[list[Input]]
    option: str
    usual: list[Usual]
    because: str
    left: bool
    wrong: Wrong | None
    note: Sentence | None
    remarks: list[Remark]
    written: str
    sheet: CoverSheet
    before: str
    after: str

    @property
    def of(self) -> int:
        """How many questions there are."""
        return sum(len(part.steps) for part in self.parts)

    @property
    def minutes(self) -> int:
        """About how many minutes the questions take that are not answered."""
        left = self.of - sum(part.answered for part in self.parts)
        return max(1, round(left * SECONDS_EACH / 60))


@dataclass(frozen=True)
class CoverSheet:
    """The cover as it stands: its title, between whom, and its rows."""

    title: str
    between: str
    rows: list[SheetRow]


@dataclass(frozen=True)
class EndPage:
    """What stands at the end: what is not answered, what is found, and what waits for the client."""

    parts: list[InterviewPart]
    missing: list[Question]
    findings: list[Finding]
    waits: int
    sheet: CoverSheet


def interview_row(workspace: WorkspaceRow, of: uuid.UUID) -> InterviewRow:
    """Find an interview of a workspace. Raises NotFound."""
    row = InterviewRow.objects.filter(workspace=workspace, pk=of).first()
    if row is None:
        raise NotFound
    row.workspace = workspace
    return row


def interviews_in(workspace: WorkspaceRow) -> list[InterviewRow]:
    """Give the interviews that are being held, the latest first."""
    return list(InterviewRow.objects.filter(workspace=workspace).order_by("-at"))


def law_of(workspace: WorkspaceRow) -> str:
    """Give the law where the consultant works; empty where nobody said where that is."""
    settings = settings_in(workspace)
    if settings is None:
        return ""
    own = settings.own
    return charter.governing_law(f"{own.country}-{own.state}" if own.state else own.country)


def interview_in(row: InterviewRow, today: dt.date) -> Interview:
    """Take an interview up where it was left; an answer that no longer holds is asked again."""
    owed = dict(_owed(row.workspace, today))
    begun = charter.Interview(row.law, today, settings_in(row.workspace), owed=owed)
    return charter.taken_up(begun, row.answers)


def _owed(workspace: WorkspaceRow, today: dt.date) -> Iterator[tuple[str, str]]:
    for each in clients_of(workspace):
        try:
            hours = owed_hours(engagement_in(each), today)
        except Problems:
            continue  # a draft that is not whole owes nothing yet
        if hours is not None:
            yield each.short, hours


def question_in(interview: Interview, wanted: str) -> Question | None:
    """Give the question that is wanted, where it is asked; else the next that is not answered; None: all are."""
    asked = charter.asked_questions(interview, "full")
    return next((one for one in asked if one.id == wanted), None) or charter.next_question(interview, "full")


def asked_page(row: InterviewRow, interview: Interview, question: Question, wrong: Wrong | None) -> AskedPage:
    """Give the page of a question, with what follows from what stands in its fields."""
    typed: Given = row.typed.get(question.id, {})
    stands = stands_in(question, interview, typed)
    found = charter.understood_answer(question, stands, interview, again=True)
    if isinstance(found, charter.Wrong):
        supposed, wrong = interview, wrong or (found if typed else None)
    else:
        supposed = interview.with_answer(question.id, found)
        wrong = wrong or _doubt(question, typed, interview)
    judged = charter.draft(supposed.draft.values, interview.today)
    asked = [one.id for one in charter.asked_questions(interview, "full")]
    place = asked.index(question.id)
    offer = charter.offered_answer(question, interview)
    return AskedPage(
        question,
        place + 1,
        interview_parts(interview, question.id),
        inputs(question, interview, stands),
        str(stands.get("option", "")),
        usual(question, interview),
        offer.because if offer and question.id not in interview.answers else "",
        bool(interview.answers.get(question.id, {}).get("theirs")) and not typed,
        wrong,
        charter.note_on(question, supposed),
        list(_remarks(question, judged)) if question.id in supposed.answers else [],
        _written(question, supposed, own_words_in(row.workspace)),
        sheet_of(supposed, judged, _paths(question)),
        asked[place - 1] if place else "",
        asked[place + 1] if place + 1 < len(asked) else "",
    )


def _doubt(question: Question, typed: Given, interview: Interview) -> Wrong | None:
    found = charter.understood_answer(question, typed, interview) if typed else None
    return found if isinstance(found, charter.Wrong) else None


def interview_parts(interview: Interview, here: str) -> list[InterviewPart]:
    """Give the parts with their questions, in order."""
    parts: dict[str, InterviewPart] = {}
    for one in charter.asked_questions(interview, "full"):
        part = parts.setdefault(one.part, InterviewPart(one.part, []))
        part.steps.append(InterviewStep(one, one.id in interview.answers, one.id == here))
    return list(parts.values())


def end_page(interview: Interview) -> EndPage:
    """Give the page on which the draft is written."""
    judged = charter.draft(interview.draft.values, interview.today)
    open_ = [finding for finding in judged.findings if str(finding.level) == "open"]
    return EndPage(
        interview_parts(interview, ""),
        [one for one in charter.asked_questions(interview, "full") if one.id not in interview.answers],
        [finding for finding in judged.findings if finding not in open_],
        len(open_),
        sheet_of(interview, judged, frozenset()),
    )


def sheet_of(interview: Interview, judged: Draft, bears_on: frozenset[str]) -> CoverSheet:
    """Give the cover of the draft; without rows while nothing is known of the deal, or it is not whole."""
    if judged.agreement is None or not interview.preset:
        return CoverSheet("", "", [])
    drawn = charter.drawn(Engagement(agreement=judged.agreement, name="draft").supposed(interview.today))
    facts = cover_facts(drawn)
    near = bears_on if any(_bears(fact, bears_on) for fact in facts) else frozenset(map(_clause, bears_on))
    rows = [SheetRow(fact.label, ours(fact.html), _bears(fact, near)) for fact in facts]
    return CoverSheet(drawn.title, drawn.subtitle, rows)


def _bears(fact: FactFragment, paths: frozenset[str]) -> bool:
    return any(_within(term, paths) for term in fact.terms)


def _clause(path: str) -> str:
    return ".".join(path.split(".")[:2])


def _paths(question: Question) -> frozenset[str]:
    """Give the terms that an answer sets, cut off where the key of a row or a person stands."""
    options = [path for option in question.options for path in option.sets]
    fields = [path for field in question.fields for path in field.paths]
    return frozenset(path.partition(".*")[0].partition(".@")[0] for path in (*fields, *options))


def _within(term: str, paths: frozenset[str]) -> bool:
    return any(term == path or term.startswith(f"{path}.") for path in paths)


def _remarks(question: Question, judged: Draft) -> Iterator[Remark]:
    """Give the findings about what the answer says; what the client has yet to say is none of them."""
    paths = _paths(question)
    for n, finding in enumerate(judged.findings):
        if str(finding.level) != "open" and _within(finding.place, paths):
            changed = {change.path for change in finding.mend}
            takes = {path for field in question.fields for path in field.paths}
            yield Remark(finding, n if changed and changed <= takes and question.kind != "list" else None)


def mended(supposed: Interview, which: int) -> dict[str, Any]:
    """Give the values by which a finding would be mended; nothing where it is not there any more."""
    found = charter.draft(supposed.draft.values, supposed.today).findings
    return {change.path: change.after for change in found[which].mend} if 0 <= which < len(found) else {}


def _written(question: Question, supposed: Interview, words: Mapping[str, str]) -> str:
    """Write the clauses that an answer bears on, as the file has them, in the own words of the workspace."""
    cites = sorted({tuple(path.split(".")[:2]) for path in _paths(question)})
    own = {name: text for name, text in words.items() if tuple(clause_of(name).split(".")) in cites}
    drafted = charter.in_own_words(supposed.draft, own, supposed.today) if own else supposed.draft
    values: dict[str, Any] = {}
    for part, name in (cite for cite in cites if len(cite) > 1):
        held = drafted.values.get(part, {}).get(name)
        if held is not None:
            values.setdefault(part, {})[name] = held
    return write_values(values).removeprefix(f"{HEADER}\n").strip() if values else ""
