"""What a person does about findings in the browser: accepts one with a reason, or makes the change that mends it."""

from __future__ import annotations

import html
import re

import pytest

from charter.folder import engagement_texts
from charter.web.drafting.actions import import_engagement, keep_draft
from charter.web.drafting.texts import written_terms
from charter.web.kit.models import EngagementRow, TermsText, WorkspaceRow
from tests.web.people import HARBOURLINE, Northlight

LASTS = "risk.non_disparagement.lasts"
CLAUSE = '\n# They asked for it.\n[risk.non_disparagement]\nlasts = "60 months"  # long?\nmutual = true\n'
REVIEW = {"finding": "CH-SCO-013", "place": "scope.acceptance.review", "page": "document"}
WHY = "Their board meets every second week."


@pytest.fixture
def drafted(nl: Northlight) -> EngagementRow:
    """Give a draft in which a warning or advice is found that has a change, and one that has none."""
    text = engagement_texts(HARBOURLINE)["agreement.toml"] + CLAUSE.encode()
    return import_engagement(nl.workspace, "drafted", {"agreement.toml": text}, "mara")


def acted(nl: Northlight, who: str = "mara", eng: str = "drafted", **said: str) -> str:
    """Press a button of a finding, and give the page that it leads to, or that refuses it."""
    browser = nl.browser(who)
    answer = browser.post(f"{nl.home}e/{eng}/findings/", **said)
    if answer.status_code != 302:
        return f"{answer.status_code}: {answer.content.decode()}"
    return browser.client.get(answer.headers["Location"]).content.decode()


def note_of(page: str, name: str) -> str:
    """Give the note of a finding as it stands on a page."""
    found = re.search(rf'<aside [^>]*id="{name}\.[^"]*".*?</aside>', page, re.DOTALL)
    assert found, name
    return html.unescape(found[0])


def mend_of(page: str) -> dict[str, str]:
    """Give what the button of the finding that has a change sends."""
    for note in re.findall(r"<aside .*?</aside>", page, re.DOTALL):
        if 'value="mend"' in note:
            return dict(re.findall(r'type="hidden" name="(finding|place|page)" value="([^"]*)"', note))
    raise AssertionError("no finding has a change")


def test_a_finding_is_accepted_with_a_reason_under_the_name_of_who_is_here(
    nl: Northlight, drafted: EngagementRow
) -> None:
    page = nl.browser("assistant").text(f"{nl.home}e/drafted/document/")
    assert "Keep it, as Ada Holm" in note_of(page, "CH-SCO-013")
    page = acted(nl, "assistant", do="acknowledge", reason=f"  {WHY} ", **REVIEW)
    note = note_of(page, "CH-SCO-013")
    assert "Advice, acknowledged" in note
    assert f"Ada Holm, 3 Nov 2023: <q>{WHY}</q>" in note
    assert "<form" not in note
    [given] = nl.workspace_settings_now.acknowledged
    assert (given.engagement, given.finding, given.place) == ("drafted", REVIEW["finding"], REVIEW["place"])
    assert (given.by, given.reason, str(given.on)) == ("Ada Holm", WHY, "2023-11-03")
    assert "1 acknowledged" in page


def test_what_is_accepted_is_shown_on_both_pages_and_counts_no_more(
    nl: Northlight, drafted: EngagementRow
) -> None:
    before = nl.browser("mara").text(f"{nl.home}e/drafted/document/")
    acted(nl, do="acknowledge", reason=WHY, **REVIEW)
    after = nl.browser("mara").text(f"{nl.home}e/drafted/document/")
    count = [int(re.search(r'class="near">(\d+) finding', page)[1]) for page in (before, after)]  # type: ignore[index]
    assert count[1] == count[0] - 1
    assert WHY in note_of(nl.browser("reader").text(f"{nl.home}e/drafted/terms/"), "CH-SCO-013")


def test_an_acceptance_lapses_when_what_it_rests_on_changes(nl: Northlight, drafted: EngagementRow) -> None:
    acted(nl, do="acknowledge", reason=WHY, **REVIEW)
    source = written_terms(drafted).source
    assert source.count('review = "10 business days"') == 1
    keep_draft(drafted, source.replace('review = "10', 'review = "9'), "mara")
    page = nl.browser("mara").text(f"{nl.home}e/drafted/terms/")
    note = note_of(page, "CH-SCO-013")
    assert "what it rests on has changed since" in note
    assert "Keep it, as Mara Lindqvist" in note


@pytest.mark.parametrize(
    ("said", "status", "told"),
    [
        ({"reason": ""}, 422, "The reason is missing"),
        ({"reason": "  "}, 422, "The reason is missing"),
        ({"reason": "x" * 1001}, 422, "too long"),
        ({"reason": "a\x00b"}, 422, "cannot be written"),
        ({"reason": "a\u202eb"}, 422, "cannot be written"),
        ({"place": "scope.acceptance.other"}, 409, "not there any more"),
        ({"finding": "CH-XXX-000"}, 409, "not there any more"),
        ({"page": "elsewhere"}, 422, "which finding"),
        ({"finding": ""}, 422, "which finding"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    nl: Northlight, drafted: EngagementRow, said: dict[str, str], status: int, told: str
) -> None:
    before = WorkspaceRow.objects.get(pk=nl.workspace.pk).settings
    answer = acted(nl, **REVIEW | {"do": "acknowledge", "reason": WHY} | said)
    assert answer.startswith(f"{status}: ")
    assert told in html.unescape(answer)
    assert WorkspaceRow.objects.get(pk=nl.workspace.pk).settings == before


def test_an_error_is_not_accepted(nl: Northlight) -> None:
    text = engagement_texts(HARBOURLINE)["agreement.toml"]
    text = re.sub(rb'(\[scope\.acceptance\]\n(?:.*\n)*?review = )"[^"]*"', rb'\1"90 days"', text, count=1)
    row = import_engagement(nl.workspace, "wrong", {"agreement.toml": text}, "mara")
    page = nl.browser("mara").text(f"{nl.home}e/{row.slug}/document/")
    errors = re.findall(r'<aside class="note error" id="([^"]*?-\d+)\.([^"]*)".*?</aside>', page, re.DOTALL)
    assert errors
    for name, place in errors:
        said = {"finding": name, "place": place, "page": "document", "do": "acknowledge", "reason": WHY}
        assert "Only a warning or advice" in acted(nl, eng="wrong", **said)
        assert "Keep it" not in note_of(page, name)


def test_the_second_time_it_is_said_who_accepted_it(nl: Northlight, drafted: EngagementRow) -> None:
    acted(nl, do="acknowledge", reason=WHY, **REVIEW)
    again = acted(nl, "assistant", do="acknowledge", reason="I, too.", **REVIEW)
    assert again.startswith("409: ")
    assert "Mara Lindqvist accepted it already" in again
    assert len(nl.workspace_settings_now.acknowledged) == 1


def test_a_workspace_that_says_nothing_of_itself_keeps_no_acceptance(nl: Northlight) -> None:
    row = WorkspaceRow.objects.get(slug="elsewhere")
    import_engagement(
        row, "drafted", {"agreement.toml": engagement_texts(HARBOURLINE)["agreement.toml"]}, "sven"
    )
    answer = nl.browser("sven").post(
        "/w/elsewhere/e/drafted/findings/", do="acknowledge", reason=WHY, **REVIEW
    )
    assert answer.status_code == 422
    assert "fill in the particulars first" in answer.content.decode()


def test_the_change_that_mends_a_finding_is_one_button_and_may_be_undone(
    nl: Northlight, drafted: EngagementRow
) -> None:
    before = written_terms(drafted)
    button = mend_of(nl.browser("mara").text(f"{nl.home}e/drafted/document/"))
    assert button["place"] == LASTS
    page = acted(nl, do="mend", **button)
    after = written_terms(drafted)
    assert (after.base, after.kept) == (before.base + 1, True)
    assert after.source == before.source.replace('"60 months"', '"12 months"')
    assert f'id="{button["finding"]}.{LASTS}"' not in page
    assert "The change is made: version 2" in page
    page = acted(nl, do="undo", base="2")
    assert "Changed back" in page
    assert written_terms(drafted).source == before.source
    assert TermsText.objects.filter(engagement=drafted).count() == 3
    assert acted(nl, do="undo", base="2").startswith("409: ")


def test_while_somebody_writes_the_change_goes_into_what_is_written(
    nl: Northlight, drafted: EngagementRow
) -> None:
    button = mend_of(nl.browser("mara").text(f"{nl.home}e/drafted/document/"))
    keep_draft(drafted, written_terms(drafted).source + "# half a thought\n", "ada")
    page = acted(nl, do="mend", **button)
    assert "half a thought" in page
    written = written_terms(drafted)
    assert not written.kept
    assert '"12 months"' in written.source
    assert TermsText.objects.filter(engagement=drafted).count() == 1
    assert acted(nl, do="undo", base="1").startswith("409: ")


def test_a_change_that_does_not_hold_any_more_says_why(nl: Northlight, drafted: EngagementRow) -> None:
    button = mend_of(nl.browser("mara").text(f"{nl.home}e/drafted/document/"))
    keep_draft(drafted, written_terms(drafted).source.replace('"60 months"', '"59 months"'), "ada")
    refused = acted(nl, do="mend", **button)
    assert refused.startswith("409: ")
    assert "no longer what it was" in refused


def test_a_finding_without_a_change_is_not_mended(nl: Northlight, drafted: EngagementRow) -> None:
    assert "no one change" in acted(nl, do="mend", **REVIEW)


def test_what_is_signed_is_accepted_but_not_mended(nl: Northlight) -> None:
    page = nl.browser("mara").text(f"{nl.client}document/")
    assert 'value="mend"' not in page
    assert acted(nl, eng="harbourline", do="mend", **REVIEW).startswith("409: ")
    assert WHY in note_of(acted(nl, eng="harbourline", do="acknowledge", reason=WHY, **REVIEW), "CH-SCO-013")


def test_a_reader_sees_no_buttons(nl: Northlight, drafted: EngagementRow) -> None:
    for page in ("document", "terms"):
        text = nl.browser("reader").text(f"{nl.home}e/drafted/{page}/")
        assert 'value="mend"' not in text
        assert 'value="acknowledge"' not in text


def test_what_somebody_accepted_is_told_as_held_and_must_go_before_they_are_erased(
    nl: Northlight, drafted: EngagementRow
) -> None:
    acted(nl, "assistant", do="acknowledge", reason=WHY, **REVIEW)
    held = nl.browser("mara").post(f"{nl.home}held/", person="assistant@northlight.example").json()
    [given] = held["account"]["acknowledged"]
    assert (given["engagement"], given["finding"], given["reason"]) == ("drafted", REVIEW["finding"], WHY)
    assert (
        nl.browser("mara")
        .post(f"{nl.home}held/", person="mara@northlight.example")
        .json()["account"]["acknowledged"]
        == []
    )
    hindered = "The text of the workspace names them"
    for person, expected in (("Ada Holm", True), ("Adam Holmes", False)):
        page = nl.browser("mara").post(
            f"{nl.home}erase/", person="ada@former.example", also=person, do="look"
        )
        assert (hindered in page.content.decode()) is expected


def test_more_hours_than_there_are_stand_on_the_draft_and_once_in_today_until_somebody_accepts_it(
    nl: Northlight, drafted: EngagementRow
) -> None:
    said = "From 3 November 2023 on you owe 144 hours a month, and have 100 hours: "
    settings = WorkspaceRow.objects.get(pk=nl.workspace.pk).settings
    fewer = settings.replace("150 hours", "100 hours")
    WorkspaceRow.objects.filter(pk=nl.workspace.pk).update(settings=fewer)
    mara = nl.browser("mara")
    assert mara.text(f"{nl.home}e/{drafted.slug}/document/").count(said) == 1
    for _ in range(2):  # the second is drawn from what is kept
        assert mara.text(nl.home).partition('id="lane-all"')[2].count(said) == 1
    told = {"do": "accept", "finding": "CH-WSP-016", "place": "financials.retainer", "page": "document"}
    for each in (drafted.slug, "harbourline"):
        assert said in mara.text(nl.home)
        assert not acted(nl, eng=each, reason="The other ends in May.", **told).startswith("4")
    assert said not in mara.text(nl.home)
    WorkspaceRow.objects.filter(pk=nl.workspace.pk).update(settings=settings)
    assert said not in mara.text(f"{nl.home}e/{drafted.slug}/document/")
