"""The interview: one question at a time, kept while it is typed, taken up anywhere, and a whole draft at the end."""

from __future__ import annotations

import re
import tomllib
from html import unescape
from typing import Any

import pytest

import charter
from charter.web.drafting.interview_actions import begin_interview
from charter.web.drafting.interviews import interview_in
from charter.web.drafting.models import InterviewRow
from charter.web.drafting.texts import written_terms
from charter.web.kit.models import EngagementRow, WorkspaceRow
from tests.web.people import TODAY, Browser, Northlight

CLIENT = {"name": "Elbkai Spedition GmbH", "country": "DE"}
SIGNER = {"name": "Jonas Petersen", "title": "Managing Director", "email": "jonas@elbkai.example"}


class Held:
    """An interview that somebody holds."""

    def __init__(self, nl: Northlight, who: str = "mara") -> None:
        self.nl, self.browser = nl, nl.browser(who)
        answer = self.browser.post(f"{nl.home}interviews/")
        assert answer.status_code == 302
        self.page = answer.headers["Location"]

    @property
    def row(self) -> InterviewRow:
        return InterviewRow.objects.select_related("workspace").get()

    def say(self, q: str, do: str = "next", **given: str) -> Any:
        return self.browser.post(self.page, q=q, do=do, **given)

    def lead(self) -> None:
        """Answer the first three questions."""
        assert self.say("kind", option="embedded").status_code == 302
        assert self.say("client", **CLIENT).status_code == 302
        assert self.say("signer", **SIGNER).status_code == 302


@pytest.fixture
def held(nl: Northlight) -> Held:
    return Held(nl)


def test_one_question_at_a_time_and_what_does_not_apply_is_not_asked(held: Held) -> None:
    first = held.browser.text(held.page)
    assert "What kind of work is it?" in first
    assert "It grows here with your answers." in first
    held.say("kind", option="advisory")
    advice = held.browser.text(held.page)
    assert "Which company is your client?" in advice
    assert "Which rivals must you not serve meanwhile?" not in advice
    held.say("kind", option="embedded")
    assert "Which rivals must you not serve meanwhile?" in held.browser.text(held.page)


def test_what_was_left_for_later_is_not_asked_again_at_once(held: Held) -> None:
    held.say("kind", option="embedded")
    onward = held.say("signer", **SIGNER).headers["Location"]
    assert onward.startswith(f"{held.page}?q=")
    assert onward != f"{held.page}?q=client"


def test_a_sensible_answer_stands_in_the_field_with_its_reason(held: Held) -> None:
    held.lead()
    page = held.browser.text(held.page, q="hours")
    assert 'value="64 hours"' in page
    assert "What stands there:" in page
    assert held.say("hours", hours="64 hours").status_code == 302
    assert held.row.answers["hours"] == {"hours": "64 hours"}


def test_the_cover_grows_with_the_answers_and_shows_what_the_question_bears_on(held: Held) -> None:
    held.lead()
    sheet = held.browser.text(held.page, q="fee").partition('id="sheet"')[2]
    assert "Elbkai Spedition GmbH" in sheet
    for question, label in (
        ("client", "Client"),
        ("fee", "What the Client pays"),
        ("hours", "What the Client pays"),
    ):
        page = held.browser.text(held.page, q=question)
        assert re.findall('<div class="now"><dt>([^<]*)</dt>', page) == [label]


def test_findings_stand_beside_what_is_typed_before_it_is_an_answer(held: Held) -> None:
    held.lead()
    page = held.browser.post(held.page, q="fee", amount="EUR 12000.00").content.decode()
    assert "EUR\xa0187.50 an hour" in page or "187.50 an hour" in page
    assert "fee" not in held.row.answers
    assert held.row.typed["fee"] == {"amount": "EUR 12000.00"}


def test_what_is_no_answer_is_refused_where_it_stands_and_kept(held: Held) -> None:
    held.lead()
    answer = held.say("starts", day="30.2.")
    assert answer.status_code == 422
    assert "February" in answer.content.decode()
    assert "starts" not in held.row.answers
    assert held.say("signer", name="Jonas", email="no address").status_code == 422
    assert 'value="no address"' in held.browser.text(held.page, q="signer")
    assert held.row.answers["signer"] == SIGNER


def test_a_doubt_is_told_once_and_the_same_answer_is_then_taken(held: Held) -> None:
    held.lead()
    answer = held.say("notice", notice="120 days")
    assert answer.status_code == 422
    assert "press Next again" in answer.content.decode()
    assert "notice" not in held.row.answers
    assert held.say("notice", notice="120 days").status_code == 302
    assert held.row.answers["notice"] == {"notice": "120 days"}


def test_rows_are_typed_one_by_one_and_a_usual_one_is_added(held: Held) -> None:
    held.lead()
    taken = held.say("work", do="take-1", **{"0-name": "own the budget"})
    assert taken.status_code == 302
    page = held.browser.text(taken.headers["Location"])
    rows = re.findall(r'name="(\d)-name" value="([^"]*)"', page)
    assert rows == [("0", "own the budget"), ("1", "set and keep the technology direction"), ("2", "")]
    held.say("work", **{f"{n}-name": unescape(text) for n, text in rows})
    assert [row["name"] for row in held.row.answers["work"]["rows"]] == [text for _, text in rows[:2]]


def test_what_the_client_may_say_is_left_to_it(held: Held) -> None:
    held.lead()
    assert held.say("purpose", do="leave").status_code == 302
    assert "Left to the client" in held.browser.text(held.page, q="purpose")
    assert held.say("starts", do="leave").status_code == 422


def test_back_keeps_what_is_typed_and_anybody_here_goes_on_anywhere(held: Held) -> None:
    held.lead()
    back = held.say("purpose", do="back", why="The platform carries three times today's load.")
    assert back.headers["Location"].endswith("?q=signer")
    ada = held.nl.browser("assistant")
    assert "Go on with Elbkai Spedition GmbH" in ada.text(f"{held.nl.home}new/")
    page = ada.text(held.page, q="purpose")
    assert "three times today&#x27;s load" in page


def test_of_two_tabs_none_undoes_the_answers_of_the_other(held: Held) -> None:
    held.lead()
    other = Browser(held.nl.accounts["assistant"])
    other.post(held.page, q="pay", do="next", due_after="30 days")
    held.say("notice", notice="30 days")
    assert {"pay", "notice"} <= held.row.answers.keys()


def answered(held: Held) -> str:
    """Take what is offered for every question that is left; give where the draft then lies."""
    for _ in range(60):
        interview = interview_in(held.row, TODAY)
        question = charter.next_question(interview, "full")
        if question is None:
            break
        given: dict[str, str] = {}
        if charter.offered_answer(question, interview) is None and not question.theirs:
            given = {"0-name": "lead the team"} if question.kind == "list" else {}
            given |= {"option": question.options[0].value} if question.options else {}
        do = "leave" if question.theirs else "next"
        for _ in range(2):  # what is only doubted is meant
            answer = held.say(question.id, do=do, **given)
        assert answer.status_code == 302, (question.id, given, answer.content.decode()[-3000:])
    assert "All is answered." in held.browser.text(held.page)
    written = held.say("", do="write")
    assert written.status_code == 302
    return str(written.headers["Location"])


@pytest.mark.parametrize("kind", charter.kinds_of_work())
def test_at_the_end_stands_a_draft_without_an_error(held: Held, kind: str) -> None:
    held.lead()
    held.say("kind", option=kind)
    where = answered(held)
    assert where == f"{held.nl.home}e/elbkai-spedition-gmbh/terms/"
    source = written_terms(EngagementRow.objects.get(slug="elbkai-spedition-gmbh")).source
    assert tomllib.loads(source)["charter"]["preset"] == kind
    found = charter.draft(source, TODAY)
    assert not found.problems
    assert not [finding for finding in found.findings if str(finding.level) == "error"]
    assert "filled in for you" in source
    assert not InterviewRow.objects.exists()
    assert "Jonas Petersen" in held.browser.text(where)


def test_a_draft_may_be_written_early_but_not_of_nobody(held: Held) -> None:
    answer = held.say("", do="write")
    assert answer.status_code == 422
    assert "needs the kind of work and the client" in answer.content.decode()
    held.lead()
    assert "not answered" in held.browser.text(held.page, q="end")
    assert held.say("", do="write").status_code == 302


def test_of_a_name_that_is_taken_nothing_is_lost(held: Held) -> None:
    held.lead()
    held.say("client", name="Harbourline", country="DE")
    held.say("client", name="Harbourline", country="DE")
    answer = held.say("", do="write")
    assert answer.status_code == 422
    assert "harbourline already" in answer.content.decode()
    assert held.row.answers["client"]["name"] == "Harbourline"


def test_answers_are_thrown_away_when_asked(held: Held) -> None:
    assert held.say("", do="forget").headers["Location"] == f"{held.nl.home}new/"
    assert held.browser.get(held.page).status_code == 404


@pytest.mark.parametrize(
    "text",
    ["x\0y", "a\u202eb", "W" * 19_000, "<script>alert(1)</script>", "{{ 7*7 }}", "\U0001f600" * 10],
    ids=["NUL", "bidi", "long", "script", "template", "emoji"],
)
def test_odd_text_is_refused_or_shown_as_it_is(held: Held, text: str) -> None:
    held.lead()
    for do in ("", "next"):
        given = {"do": do} if do else {}
        answer = held.browser.post(held.page, q="purpose", why=text, **given)
        assert answer.status_code in {200, 302, 422}
        page = answer.content.decode()
        assert "<script>alert" not in page
        assert "49" not in re.findall("<b>(49)</b>", page)
    assert "\0" not in str(held.row.typed)


def test_whoever_has_no_workspace_file_says_where_they_work(nl: Northlight) -> None:
    WorkspaceRow.objects.filter(pk=nl.workspace.pk).update(settings="")
    mara = nl.browser("mara")
    assert "do you work?" in mara.text(f"{nl.home}new/")
    assert mara.post(f"{nl.home}interviews/", law="Atlantis").status_code == 422
    assert mara.post(f"{nl.home}interviews/", law="California").status_code == 302
    assert InterviewRow.objects.get().law == "US-CA"


def test_hours_owed_elsewhere_count(held: Held) -> None:
    interview = interview_in(begin_interview(held.nl.workspace, "DE", "mara"), TODAY)
    assert set(interview.owed) == {"Harbourline"}
