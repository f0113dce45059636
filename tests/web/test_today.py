"""Today: what is kept of a client is drawn for whom it is shown to, and anew once something changes."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from charter.web.drafting.actions import import_engagement
from charter.web.kit import engagements
from charter.web.kit.engagements import engagement_in, texts_of
from charter.web.kit.models import WorkspaceRow
from tests.web.people import Northlight

NOTED = {"kind": "hours", "on": "2023-11-03", "by": "mara", "hours": "2 hours", "work": "Imaging"}


def rows(page: str) -> str:
    """Give the lanes of a page, without the forms around them, whose tokens differ."""
    return page[page.index('<ul class="rows">') : page.rindex("</section>")]


def test_each_sees_the_acts_of_their_own_role_whoever_came_before(nl: Northlight) -> None:
    for who, acts in (("mara", True), ("reader", False), ("assistant", True), ("reader", False)):
        assert ('<p class="act">' in rows(nl.browser(who).text(nl.home))) is acts, who


def test_dates_and_amounts_are_in_the_locale_of_whoever_reads(nl: Northlight) -> None:
    mara, seen = nl.browser("mara"), []
    for language in ("en-GB", "en-US", "en-GB"):
        answer = mara.client.get(nl.home, headers={"accept-language": language})
        seen.append(rows(answer.content.decode()))
    assert seen[0] == seen[2]
    assert seen[0] != seen[1]


def test_a_day_that_is_near_is_written_as_its_reader_writes_days(nl: Northlight) -> None:
    mara = nl.browser("mara").client
    for language, lead, row in (
        ("en-GB", "Fri 3 Nov:", "Tue 7 Nov"),
        ("en-US", "Fri, Nov 3:", "Tue, Nov 7"),
        ("de-DE", "Fri 3 Nov:", "Tue 7 Nov"),
    ):
        page = mara.get(nl.home, headers={"accept-language": language}).content.decode()
        assert f'<p class="lead">{lead}' in page, language
        assert row in rows(page), language


def test_nothing_is_drawn_twice_until_something_is_written_or_the_day_turns(
    nl: Northlight, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def counted(name: str, told: dict[str, object]) -> SafeString:
        drawn.append(name)
        return render_to_string(name, told)

    monkeypatch.setattr("charter.web.running.today.render_to_string", counted)
    mara = nl.browser("mara")

    def looked() -> int:
        drawn.clear()
        mara.text(nl.home)
        return len(drawn)

    assert looked() > 5
    assert looked() == 0
    used = mara.text(nl.home).partition('class="burns')[2].partition("</ul>")[0]
    assert mara.post(f"{nl.client}record/hours/", **NOTED).status_code == 302
    assert looked() > 5
    assert mara.text(nl.home).partition('class="burns')[2].partition("</ul>")[0] != used
    assert looked() == 0
    WorkspaceRow.objects.filter(pk=nl.workspace.pk).update(fixed_on="2023-11-04")
    assert looked() > 5


def test_of_many_engagements_the_one_asked_for_longest_ago_goes_first(
    nl: Northlight, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engagements, "MOST_KEPT", 2)
    monkeypatch.setattr(engagements, "_read", {})
    files = {"agreement.toml": texts_of(nl.harbourline)["agreement.toml"]}
    one, two, three = (import_engagement(nl.workspace, f"client {n}", files, "mara") for n in range(3))
    first, second = engagement_in(one), engagement_in(two)
    assert engagement_in(one) is first
    engagement_in(three)
    assert engagement_in(one) is first
    assert engagement_in(two) is not second


def test_what_negotiated_words_leave_to_people_is_a_note_and_no_duty_of_one_side(nl: Northlight) -> None:
    words = f'\n[scope.acceptance.wording]\ntext = "As we say."\nreplaces = "{"0" * 64}"\neffect = "manual"\n'
    files = texts_of(nl.harbourline)
    files["agreement.toml"] += words.encode()
    import_engagement(nl.workspace, "worded", files, "mara")
    page = nl.browser("mara").text(nl.home)
    said = "Negotiated words; a person decides what follows"
    assert page.count(said) == 1
    assert said in page.partition('id="lane-people"')[2]
