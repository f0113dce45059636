"""Who the consultant is at the client, who does the work, who the sponsor is, and what may be decided."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.reading.problem import Problems
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.entry import Worked
from charter.core.vocabulary.replacement import Overlap, paid_for
from tests.core.clauses.foundation.cover import OWED
from tests.core.clauses.foundation.independence import HOME as INDEPENDENCE
from tests.core.clauses.foundation.role import HOME
from tests.core.journal import entry, notice
from tests.core.words import section

Build = Callable[..., Engagement]
ENDS = '[foundation.term]\nstarts = 2026-03-01\ninitial = "3 months"\nrenewal = "none"\n'
TERMS = (
    HOME.terms.replace('consent = "told"', 'consent = "client"')
    .replace('resigns_within = "2 business days"\nindemnified = true\n', "")
    .replace('may_sign = true\ncertifies = ["accounts", "filings"]\n', "")
    .replace("director", "no")
)
OFFICE = HOME.terms
INDEPENDENT = INDEPENDENCE.terms
LEFT = entry("sponsor left", "2026-04-07", "jonas")
PROPOSED = entry("replacement proposed", "2026-04-07", person="mara", new="Tomas Berg")


TOLD = TERMS.replace('consent = "client"', 'consent = "told"')
BARE = TERMS.replace(
    """[foundation.role.replacement]
consent = "client"
within = "10 business days"
on_request = "15 business days"
overlap = "10 days"
""",
    "",
)
YES = entry("replacement answered", "2026-04-09", "jonas", person="mara", new="Tomas Berg", yes=True)
ASKED = entry("replacement asked", "2026-04-02", "jonas", person="mara")
TAKEN = entry("replaced", "2026-04-27", person="mara", new="Tomas Berg")
EARLY = TAKEN.replace("2026-04-27", "2026-04-13")


def owed(engagement: Engagement, today: date) -> list[str]:
    found = duties(engagement, today, date(2026, 3, 1), date(2026, 12, 1))
    return [
        f"{d.by} {d.due} {d.reads} {d.met or d.status}" for d in found if d.cite.startswith("foundation.role")
    ]


@pytest.mark.parametrize(
    ("terms", "journal", "found"),
    [
        (TERMS, "", []),
        (TERMS, LEFT, ["client 2026-04-21 Name a new sponsor open"]),
        (TERMS, LEFT + entry("reminded", "2026-04-10", "jonas", of="foundation.role/sponsor/2026-04-07"),
         ["client 2026-04-21 Name a new sponsor 2026-04-10"]),
        (TERMS, PROPOSED, ["client 2026-04-21 Say whether Tomas Berg may take over open"]),
        (TERMS, PROPOSED + YES, ["client 2026-04-21 Say whether Tomas Berg may take over 2026-04-09"]),
        (TERMS, PROPOSED + YES.replace("Tomas Berg", "Ada Noor"), ["client 2026-04-21 Say whether Tomas Berg may take over open"]),
        (TOLD, PROPOSED, []),
        (TOLD, PROPOSED + EARLY, ["consultant 2026-03-25 Tell the client that Tomas Berg takes over 2026-04-07"]),
        (TOLD.replace("told", "none"), EARLY, ["consultant 2026-04-27 Tell the client that Tomas Berg takes over open"]),
        (TERMS, ASKED, ["consultant 2026-04-27 Propose somebody else open"]),
        (TERMS, ASKED + PROPOSED, ["client 2026-04-21 Say whether Tomas Berg may take over open",
                                   "consultant 2026-04-27 Propose somebody else 2026-04-07"]),
        (TERMS.replace('on_request = "15 business days"', ""), ASKED, []),
        (ENDS + TERMS, "", []),
        (ENDS + OFFICE, "", ["consultant 2026-06-02 Resign every office open"]),
        ("", LEFT + PROPOSED, []),
    ],
    ids=["nothing", "sponsor left", "named", "proposed", "answered", "another answered", "only told", "told before", "told after", "asked", "asked and proposed", "may not ask",
         "no office", "office", "not agreed"],
)  # fmt: skip
def test_what_follows(engaged: Build, terms: str, journal: str, found: list[str]) -> None:
    assert owed(engaged(terms, journal), date(2026, 4, 15)) == found


@pytest.mark.parametrize(
    ("terms", "journal", "why"),
    [
        (TERMS, LEFT + PROPOSED, []),
        ("", LEFT + PROPOSED, []),
        (BARE, ASKED + PROPOSED + TAKEN,
         ["The client may not ask for somebody else: nothing follows.", "Only an amendment lets somebody else take over."]),
        (BARE.replace("key = true", "key = false"), TAKEN, []),
        (TERMS, ASKED + PROPOSED + YES + TAKEN, []),
        (TERMS, PROPOSED + TAKEN, ["The client had not said yes to Tomas Berg: nothing changes."]),
        (TERMS, PROPOSED + YES + YES.replace("true", "false") + TAKEN,
         ["The client had not said yes to Tomas Berg: nothing changes."]),
        (TOLD, TAKEN, []),
    ],
)  # fmt: skip
def test_what_changes_nothing_is_told(engaged: Build, terms: str, journal: str, why: list[str]) -> None:
    assert [str(e.message) for e in without_effect(engaged(terms, journal), date(2026, 6, 1))] == why


def test_it_is_told_what_happened(engaged: Build) -> None:
    journal = engaged(TERMS, LEFT + ASKED + PROPOSED + YES + YES.replace("true", "false") + TAKEN).journal
    told = [str(e.says(lambda _, key: key.title())) for e in journal.entries]
    assert told[:6] == [
        "the client needs a new sponsor", "somebody else for Mara", "Mara by Tomas Berg", "yes to Tomas Berg",
        "no to Tomas Berg", "Mara by Tomas Berg",
    ]  # fmt: skip
    (free,) = facts(engaged(TOLD, TAKEN), date(2026, 6, 1)).journal.of(Overlap)
    assert str(free.says(lambda _, key: key)) == "Tomas Berg until 6 May 2026"


HOURLY = """
[financials.hourly]
increment = "15 minutes"
rounding = "up"
figures = "exact"
[financials.hourly.rates.lead]
name = "Lead"
price = "EUR 100.00"
"""
NEW = """
[foundation.parties.people.tomas]
name = "Tomas Berg"
side = "consultant"
title = "Engineer"
email = "tomas@northlight.example"
may = []
"""


@pytest.mark.parametrize(
    ("terms", "journal", "free"),
    [
        (TOLD, TAKEN, {date(2026, 4, 27), date(2026, 5, 6)}),
        (TERMS, TAKEN, set()),
        (TERMS, PROPOSED + YES + TAKEN, {date(2026, 4, 27), date(2026, 5, 6)}),
        (TOLD.replace('overlap = "10 days"', ""), TAKEN, set()),
        (BARE, TAKEN, set()),
        (TOLD, "", set()),
    ],
    ids=["told", "no yes", "with a yes", "no overlap", "only by amendment", "nobody took over"],
)
def test_the_first_hours_of_who_takes_over_are_not_paid_for(
    engaged: Build, terms: str, journal: str, free: set[date]
) -> None:
    """Tomas takes over on 27 April; 10 days from then on are over with 6 May. Mara's hours are paid for all the time."""
    days = ("2026-04-26", "2026-04-27", "2026-05-06", "2026-05-07")
    work = "".join(
        entry("hours", day, who, hours="2 hours", work=f"Work of {who}", role="lead")
        for day in days
        for who in ("tomas", "mara")
    )
    story = engaged(HOURLY + NEW + terms, journal + work)
    assert sum(c.minor for c in charges(story, date(2026, 6, 1))) == (8 - len(free)) * 200_00
    known = facts(story, date(2026, 6, 1))
    found = paid_for(Worked, known.deal, known.journal)
    left_out = [one for one in known.journal.of(Worked) if one not in found]
    assert {(one.on, one.by) for one in left_out} == {(day, "tomas") for day in free}


def test_a_loss_is_filled_only_by_who_may_take_over(engaged: Build) -> None:
    lost = entry("person lost", "2026-04-01", person="mara")
    leave = notice("person lost", "2026-04-28")
    for terms, journal, ends in (
        (TERMS, TAKEN, True),
        (TERMS, PROPOSED + YES + TAKEN, False),
        (TOLD, TAKEN, False),
        (BARE, TAKEN, True),
    ):
        story = engaged(terms + OWED, lost + journal + leave)
        assert (facts(story, date(2026, 6, 1)).deal.ends is not None) is ends


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('officer = "no"', 'officer = "no"\nresigns_within = "2 days"'),
        ('officer = "no"', 'officer = "no"\nindemnified = true'),
        ('consent_of = "jonas"', ""),
        ('may = "decide"', 'may = "decide"\nconsent_of = "jonas"'),
        ('may = "never decide"', 'may = "never decide"\nup_to = "EUR 1.00"'),
    ],
)
def test_what_contradicts_itself_is_refused(engaged: Build, before: str, after: str) -> None:
    with pytest.raises(Problems):
        engaged(TERMS.replace(before, after))


def test_findings(engaged: Build) -> None:
    def found(text: str) -> list[str]:
        return [f.id for f in check(engaged(text).agreement) if f.place.startswith("foundation.role")]

    bare = TERMS.partition("[foundation.role.authority.tools]")[0]
    assert found(TERMS) == []
    plain = OFFICE.replace('certifies = ["accounts", "filings"]', "")
    assert found(plain) == ["CH-FND-031"]
    assert found(OFFICE) == ["CH-FND-031", "CH-FND-038"]
    assert set(found(plain.replace("indemnified = true", ""))) == {"CH-FND-030", "CH-FND-031"}
    assert set(found(plain.replace('resigns_within = "2 business days"', ""))) == {"CH-FND-031", "CH-FND-032"}
    assert "CH-FND-037" in found(OFFICE.partition("[foundation.role.authority.tools]")[0])
    assert found(bare) == []
    assert found(bare.replace('officer = "no"', 'officer = "title only"')) == ["CH-FND-033"]
    assert found(TERMS.replace('sponsor = "jonas"', 'sponsor = "mara"')) == ["CH-FND-034"]
    assert found(TERMS.replace('person = "mara"', 'person = "jonas"')) == ["CH-FND-035"]
    assert found(TERMS.replace("advice_only = false", "advice_only = true")) == ["CH-FND-036"]


INSURED = """
[risk.insurance]
tell_within = "2 business days"
[risk.insurance.officers]
by = "client"
covers = "directors and officers"
each = "EUR 2000000.00"
tail = "36 months"
"""


@pytest.mark.parametrize(
    ("terms", "wrong"),
    [
        (OFFICE + INSURED, []),
        (OFFICE + INSURED.replace('"client"', '"consultant"'), ["CH-FND-031", "CH-FND-038"]),
        (OFFICE + INSURED.replace('"directors and officers"', '"cyber"'), ["CH-FND-031", "CH-FND-038"]),
        (OFFICE + INSURED.replace('tail = "36 months"', ""), ["CH-FND-039"]),
        (OFFICE + INSURED + INDEPENDENT, ["CH-FND-103"]),
        (TERMS + INSURED + INDEPENDENT, []),
    ],
    ids=[
        "insured",
        "by the wrong side",
        "against something else",
        "until the end",
        "independent",
        "no office",
    ],
)
def test_an_office_is_insured_by_the_client_and_weighs_on_the_status(
    engaged: Build, terms: str, wrong: list[str]
) -> None:
    found = {f.id for f in check(engaged(terms).agreement) if f.place.startswith("foundation.role")}
    assert sorted(found) == wrong


@pytest.mark.parametrize("line", ["may_sign = true", 'certifies = ["accounts"]'])
def test_only_an_officer_signs_and_certifies_by_office(engaged: Build, line: str) -> None:
    with pytest.raises(Problems, match="there is no office"):
        engaged(TERMS.replace("advice_only", f"{line}\nadvice_only"))


def test_what_an_officer_signs_and_certifies_is_said(engaged: Build) -> None:
    words = section(engaged(OFFICE).agreement, "foundation.role")
    assert "may sign for the Client, within the powers below" in words
    assert "certifies the Client’s accounts and filings." in words
