"""Intellectual property: rights by law, papers after the end, and what help with them costs."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.changes import apply
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.change import Change
from tests.core.clauses.risk.intellectual_property import HOME
from tests.core.journal import entry, notice
from tests.core.words import section

Build = Callable[..., Engagement]

CITE = "risk.intellectual_property"
RIGHTS = HOME.terms
LEAVE = '[exit.termination]\nclient = { notice = "30 days" }\nconsultant = { notice = "30 days" }\ninsolvency = false\n'
LEFT = notice("termination", "2026-06-10")  # the last day is 10 July
TODAY = date(2026, 9, 1)


def helped(on: str, hours: str, **more: str) -> str:
    return entry("helped", on, "mara", hours=hours, work="Answers to the patent office", **more)


def owed(engagement: Engagement, today: date = TODAY) -> dict[str, tuple[str, date | None, date | None]]:
    due = duties(engagement, today, until=date(2026, 12, 31))
    return {d.id.split("/", 1)[1]: (str(d.by), d.due, d.met) for d in due if d.id.startswith(CITE)}


def test_help_after_the_end_is_charged_up_to_its_most(engaged: Build) -> None:
    journal = LEFT + helped("2026-07-13", "90 minutes", id="one") + helped("2026-08-03", "2 hours", id="two")
    found = charges(engaged(RIGHTS + LEAVE, journal), TODAY)
    assert [(c.id, c.on, c.minor) for c in found] == [
        (f"{CITE}/help/one", date(2026, 7, 13), 22500),
        (f"{CITE}/help/two", date(2026, 8, 3), 7500),
    ]


def test_help_before_the_end_is_work_like_any_other(engaged: Build) -> None:
    engagement = engaged(RIGHTS + LEAVE, LEFT + helped("2026-07-10", "2 hours"))
    assert list(charges(engagement, TODAY)) == []
    assert len(list(without_effect(engagement, TODAY))) == 1
    free = RIGHTS.replace('rate = "EUR 150.00"\nmost = "2 hours"\n', "")
    assert list(charges(engaged(free + LEAVE, LEFT + helped("2026-07-13", "2 hours")), TODAY)) == []


def test_a_paper_is_signed_in_time_or_by_the_client(engaged: Build) -> None:
    asked = entry("paper asked", "2026-08-03", "jonas", id="patent", paper="The application")
    assert owed(engaged(RIGHTS, asked), date(2026, 8, 4)) == {
        "sign/patent": ("consultant", date(2026, 8, 17), None)
    }
    assert list(owed(engaged(RIGHTS, asked))) == ["sign/patent", "sign-for/patent"]
    signed = entry("reminded", "2026-08-10", of=f"{CITE}/sign/patent")
    assert owed(engaged(RIGHTS, asked + signed), date(2026, 8, 11)) == {
        "sign/patent": ("consultant", date(2026, 8, 17), date(2026, 8, 10))
    }
    assert "sign-for/patent" not in owed(engaged(RIGHTS, asked + signed))
    never = RIGHTS.replace("attorney_if_silent = true\n", "")
    assert list(owed(engaged(never, asked))) == ["sign/patent"]


def test_an_invention_is_told(engaged: Build) -> None:
    made = entry("invented", "2026-08-03", id="routes", what="A way to route by weight")
    assert owed(engaged(RIGHTS, made)) == {"tell/routes": ("consultant", date(2026, 9, 2), None)}
    assert owed(engaged(RIGHTS.replace('disclose_within = "30 days"\n', ""), made)) == {}


@pytest.mark.parametrize(
    ("law", "old", "new", "finding"),
    [
        ("DE", "", "", None),
        ("GB-ENG", "", "", None),
        ("DE", '"licence"', '"assignment"', "CH-RSK-001"),
        ("GB-ENG", '"licence"', '"assignment"', None),
        ("US-CA", '"licence"', '"assignment"', None),
        ("DE", '"not exercised"', '"waived"', "CH-RSK-002"),
        ("FR", '"not exercised"', '"waived"', "CH-RSK-002"),
        ("GB-ENG", '"not exercised"', '"waived"', None),
        ("DE", "licence_meanwhile = true\n", "", "CH-RSK-003"),
        ("DE", '"on payment"', '"on creation"', "CH-RSK-004"),
        ("DE", '"on payment"\nlicence_meanwhile = true', '"on creation"', None),
        ("DE", 'background = ["checklists", "scripts"]\n', "", "CH-RSK-005"),
        ("DE", '"for ever"', '"until the last day"', "CH-RSK-006"),
        ("DE", 'most = "2 hours"\n', "", "CH-RSK-007"),
        ("DE", 'rate = "EUR 150.00"\n', "", "CH-RSK-008"),
    ],
)
def test_findings(engaged: Build, law: str, old: str, new: str, finding: str | None) -> None:
    agreement = apply(
        engaged(RIGHTS.replace(old, new)).agreement, [Change("general.law.governing", None, law)]
    )
    told = [f for f in check(agreement) if f.id.startswith("CH-RSK")]
    assert [f.id for f in told] == ([finding] if finding else [])
    for found in told:
        mended = check(apply(agreement, list(found.mend)))
        assert not found.mend or finding not in {f.id for f in mended}


@pytest.mark.parametrize(("law", "wrong"), [("US-CA", True), ("GB-ENG", False)])
def test_words_of_work_made_for_hire_are_found(engaged: Build, law: str, *, wrong: bool) -> None:
    words = f'[{CITE}.wording]\ntext = "The work is a work made for hire."\nreplaces = "{"0" * 64}"\neffect = "same"\n'
    agreement = apply(engaged(RIGHTS + words).agreement, [Change("general.law.governing", None, law)])
    assert ("CH-RSK-009" in {f.id for f in check(agreement)}) is wrong


@pytest.mark.parametrize(
    ("law", "form", "words"),
    [
        ("DE", "licence", "Copyright itself cannot be transferred (section 29 UrhG, the Copyright Act)"),
        ("DE", "licence", "the exclusive right to use all its work in every way known today"),
        ("GB-ENG", "assignment", "sections 90 and 91 of the Copyright, Designs and Patents Act 1988"),
        ("US-CA", "assignment", "now assigns to the Client all rights in its work"),
        ("US-NY", "assignment", "The work is not made for hire."),
        ("FR", "assignment", "to copy, show, change, translate, rent and sell the work"),
    ],
)
def test_each_law_has_its_form(engaged: Build, law: str, form: str, words: str) -> None:
    terms = RIGHTS.replace('form = "licence"', f'form = "{form}"')
    agreement = apply(engaged(terms).agreement, [Change("general.law.governing", None, law)])
    assert words in section(agreement, CITE)


def test_the_price_of_help_stands_on_page_one_with_its_most(engaged: Build) -> None:
    (price,) = engaged(RIGHTS).agreement.clauses[CITE].prices()  # type: ignore[index]  # a cite is a text
    assert (str(price.amount), str(price.most)) == ("EUR 150.00 an hour", "EUR 300.00 in all")
