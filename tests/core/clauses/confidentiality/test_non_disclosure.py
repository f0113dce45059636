"""Non-disclosure: what comes back at the end, what is always allowed, and terms that one side will regret."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.document import tree
from charter.core.document.assembly import document
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.change import Change
from tests.core.clauses.confidentiality.non_disclosure import HOME
from tests.core.journal import entry, notice
from tests.core.words import section

Build = Callable[..., Engagement]

SECRETS = HOME.terms
LEAVE = '[exit.termination]\nclient = { notice = "30 days" }\nconsultant = { notice = "30 days" }\ninsolvency = false\n'
LEFT = notice("termination", "2026-06-10")  # the last day is 10 July
AFTER = date(2026, 7, 20)


def found(engagement: Engagement, today: date) -> dict[str, tuple[str, date | None, date | None]]:
    due = duties(engagement, today, until=date(2026, 12, 31))
    return {
        d.id.split("/", 1)[1]: (str(d.by), d.due, d.met) for d in due if d.id.startswith("confidentiality")
    }


def test_at_the_end_each_side_returns_what_it_has_and_confirms_it(engaged: Build) -> None:
    assert found(engaged(SECRETS + LEAVE, LEFT), AFTER) == {
        "return-client": ("client", date(2026, 7, 24), None),
        "confirm-client": ("client", date(2026, 8, 7), None),
        "return-consultant": ("consultant", date(2026, 7, 24), None),
        "confirm-consultant": ("consultant", date(2026, 8, 7), None),
    }
    one_way = SECRETS.replace("mutual = true", "mutual = false").replace(
        'certificate_within = "20 business days"\n', ""
    )
    assert list(found(engaged(one_way + LEAVE, LEFT), AFTER)) == ["return-consultant"]
    assert found(engaged(SECRETS + LEAVE), AFTER) == {}


def test_what_was_returned_and_what_was_confirmed_are_two_things(engaged: Build) -> None:
    done = entry("returned", "2026-07-15", side="consultant")
    owed = found(engaged(SECRETS + LEAVE, LEFT + done), AFTER)
    assert owed["return-consultant"][2] == date(2026, 7, 15)
    assert owed["confirm-consultant"][2] is None
    told = entry("returned", "2026-07-16", side="consultant", confirmed=True)
    assert found(engaged(SECRETS + LEAVE, LEFT + done + told), AFTER)["confirm-consultant"][2] == date(
        2026, 7, 16
    )
    assert found(engaged(SECRETS + LEAVE, LEFT + told), AFTER)["return-client"][2] is None


def test_an_order_to_disclose_is_told(engaged: Build) -> None:
    order = entry("ordered", "2026-05-05", "jonas", id="tax", side="client", what="The tax office")
    assert found(engaged(SECRETS, order), date(2026, 5, 6)) == {
        "tell/tax": ("client", date(2026, 5, 7), None)
    }
    told = entry("reminded", "2026-05-06", "jonas", of="confidentiality.non_disclosure/tell/tax")
    assert found(engaged(SECRETS, order + told), date(2026, 5, 6))["tell/tax"][2] == date(2026, 5, 6)
    silent = SECRETS.replace('told_of_orders = "2 business days"\n', "")
    assert found(engaged(silent, order), date(2026, 5, 6)) == {}


def test_a_side_that_keeps_no_secrets_returns_none(engaged: Build) -> None:
    one_way = SECRETS.replace("mutual = true", "mutual = false")
    for side, by, wrong in (("client", "jonas", 1), ("consultant", "mara", 0)):
        done = entry("returned", "2026-07-15", by, side=side)
        told = list(without_effect(engaged(one_way + LEAVE, LEFT + done), date(2026, 9, 1)))
        assert len(told) == wrong


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("", "", None),
        ("mutual = true", "mutual = false", "CH-CNF-001"),
        ('"known before", ', "", "CH-CNF-002"),
        ('lasts = "5 years"', 'lasts = "61 months"', "CH-CNF-003"),
        ("trade_secrets = true", "trade_secrets = false", "CH-CNF-004"),
        ("know_how = true", "know_how = false", "CH-CNF-005"),
    ],
)
def test_findings(engaged: Build, old: str, new: str, finding: str | None) -> None:
    agreement = engaged(SECRETS.replace(old, new)).agreement
    told = [f for f in check(agreement) if f.id.startswith("CH-CNF")]
    assert [f.id for f in told] == ([finding] if finding else [])
    mended = apply(agreement, [change for f in told for change in f.mend])
    assert not [f for f in check(mended) if f.id.startswith("CH-CNF")]


def test_secrecy_that_outlives_everybody_is_refused(engaged: Build) -> None:
    with pytest.raises(ValueError, match="a time of secrecy is 20 years at most"):
        engaged(SECRETS.replace('"5 years"', '"21 years"'))


@pytest.mark.parametrize(
    ("law", "words"),
    [
        ("DE", "section 5 of the Trade Secrets Act (GeschGehG)"),
        ("GB-ENG", "section 43J of the Employment Rights Act 1996"),
        ("US-CA", "Nobody is liable under a trade secret law"),
        ("US-NY", "18 U.S.C. 1833(b)"),
        ("FR", "Anybody may report a breach of law"),
    ],
)
@pytest.mark.parametrize("mutual", ["true", "false"])
def test_reports_that_a_law_protects_are_always_allowed(
    engaged: Build, law: str, words: str, mutual: str
) -> None:
    """No term of the clause takes them away."""
    terms = SECRETS.replace("mutual = true", f"mutual = {mutual}")
    agreement = apply(engaged(terms).agreement, [Change("general.law.governing", None, law)])
    assert words in section(agreement, "confidentiality.non_disclosure")


def test_the_last_day_of_secrecy_is_printed_where_it_is_known(engaged: Build) -> None:
    year = '[foundation.term]\nstarts = 2026-03-01\ninitial = "12 months"\nrenewal = "none"\n'
    cite = "confidentiality.non_disclosure"
    assert "until 28 February 2032, or 5 years after another Last Day" in section(
        engaged(SECRETS + year).agreement, cite
    )
    assert "Secrets stay so 5 years after the Last Day" in section(engaged(SECRETS).agreement, cite)


def test_what_outlives_the_end_is_a_schedule(engaged: Build) -> None:
    """It is collected from what each clause says of itself."""
    schedule = document(engaged(SECRETS).agreement).schedules[-2]
    assert isinstance(schedule, tree.Schedule)
    rows = {
        inline.cite: tree.plain(row[1])
        for row in schedule.table.rows
        for inline in row[0]
        if isinstance(inline, tree.Reference)
    }
    assert schedule.heading == "What lasts after the Last Day"
    assert (
        rows["confidentiality.non_disclosure"]
        == "5 years after the Last Day; trade secrets while they are secret"
    )
    assert rows["general.law"] == "until the last claim has ended"
    assert "foundation.term" not in rows
