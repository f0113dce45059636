"""A notice counts only in its form, from who may give it, and from the business day on which it is received."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.entry import Notice
from tests.core.amending import amendment
from tests.core.journal import notice
from tests.core.words import section

Build = Callable[..., Engagement]

LEAVE = '[exit.termination]\nclient = { notice = "30 days" }\nconsultant = { notice = "30 days" }\ninsolvency = false\n'
NOTICES = '[general.notices]\nmessage_by = ["e-mail"]\nnotice_by = ["e-mail", "letter"]\ncut_off = "18:00"\n'


def last_day(engagement: Engagement) -> date | None:
    ends = facts(engagement, date(2026, 9, 1)).deal.ends
    return date.fromordinal(ends.toordinal() - 1) if ends else None


@pytest.mark.parametrize(
    ("on", "told", "last"),
    [
        ("2026-06-10", {}, date(2026, 7, 10)),  # a Wednesday
        ("2026-06-10", {"at": "18:00"}, date(2026, 7, 10)),
        ("2026-06-10", {"at": "18:01"}, date(2026, 7, 11)),
        ("2026-06-12", {"at": "18:01"}, date(2026, 7, 15)),  # Friday evening: Monday
        ("2026-06-13", {}, date(2026, 7, 15)),  # a Saturday
        ("2026-06-10", {"received": "2026-06-14"}, date(2026, 7, 15)),  # arrived on a Sunday
        ("2026-05-14", {}, date(2026, 6, 14)),  # Ascension Day in Hamburg
    ],
)
def test_what_arrives_late_or_on_no_business_day_counts_on_the_next(
    engaged: Build, on: str, told: dict[str, str], last: date
) -> None:
    given = notice("termination", on, sent="e-mail", **told)
    assert last_day(engaged(LEAVE + NOTICES, given)) == last


def test_without_the_clause_the_day_of_arrival_counts(engaged: Build) -> None:
    engagement = engaged(LEAVE, notice("termination", "2026-06-13", sent="phone call", at="23:00"))
    assert last_day(engagement) == date(2026, 7, 13)
    told = {found.place for found in check(engagement.agreement) if "telephone" in str(found.message)}
    assert told == {"general.notices"}


@pytest.mark.parametrize(
    ("sent", "counts"), [("e-mail", True), ("letter", True), ("phone call", False), ("WhatsApp", False)]
)
def test_a_notice_by_telephone_ends_nothing(engaged: Build, sent: str, counts: bool) -> None:  # noqa: FBT001 - what is expected
    """F6: the last day came all the same, though only an e-mail or a letter was agreed."""
    engagement = engaged(LEAVE + NOTICES, notice("termination", "2026-06-10", sent=sent))
    assert (last_day(engagement) is not None) is counts
    told = [str(one.message) for one in without_effect(engagement, date(2026, 9, 1))]
    assert told == (
        [] if counts else [f"A notice by {sent} does not count: only one by e-mail or letter does."]
    )


def test_a_notice_that_counts_later_is_no_entry_without_effect(engaged: Build) -> None:
    given = notice("termination", "2026-06-13", sent="e-mail")
    assert not list(without_effect(engaged(LEAVE + NOTICES, given), date(2026, 9, 1)))


def test_a_notice_after_the_hour_that_an_amendment_moves_counts_by_the_hour_of_its_day(
    engaged: Build,
) -> None:
    later = (
        'number = 1\ntitle = "Hours"\nsigned = 2026-05-01\neffective = 2026-05-04\n[[change]]\n'
        'path = "general.notices.cut_off"\nfrom = "18:00"\nto = "20:00"\n'
    )
    given = notice("termination", "2026-06-10", sent="e-mail", at="19:00")
    assert last_day(engaged(LEAVE + NOTICES, given, later)) == date(2026, 7, 10)
    assert last_day(engaged(LEAVE + NOTICES, given.replace("06-10", "04-28"), later)) == date(2026, 5, 29)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (NOTICES, set()),
        (NOTICES.replace('["e-mail", "letter"]', '["letter"]'), {"CH-GEN-040"}),
        (NOTICES.replace('["e-mail", "letter"]', '["registered letter", "courier"]'), {"CH-GEN-040"}),
    ],
)
def test_a_notice_on_paper_alone_is_found(engaged: Build, text: str, finding: set[str]) -> None:
    found = check(engaged(text).agreement)
    assert {f.id for f in found if f.id in {"CH-GEN-040", "CH-GEN-041"}} == finding


def test_a_side_for_which_nobody_may_give_notices_is_found(engaged: Build) -> None:
    agreement = engaged(NOTICES).agreement
    people = agreement.foundation.parties.people
    silent = people["mara"].model_copy(update={"may": ("sign",)})
    parties = agreement.foundation.parties.model_copy(update={"people": {**people, "mara": silent}})
    foundation = agreement.foundation.model_copy(update={"parties": parties})
    found = [
        f for f in check(agreement.model_copy(update={"foundation": foundation})) if f.id == "CH-GEN-041"
    ]
    assert [f.place for f in found] == ["foundation.parties.people.mara.may"]


def test_the_words_say_both_forms_and_the_hour(engaged: Build) -> None:
    said = section(engaged(NOTICES).agreement, "general.notices")
    assert "may send each other messages, by e-mail" in said
    assert "Only somebody who may give notices may send one, by e-mail or letter" in said
    assert (
        "receives what arrives by 18:00 on a Business Day on that day, and anything else on the next Business Day"
        in said
    )


MAILED = LEAVE + NOTICES


@pytest.mark.parametrize(
    ("sent", "to", "counts"),
    [
        ("e-mail", "mara@northlight.example", True),  # the consultant's address for notices
        ("e-mail", "Mara@Northlight.example", True),
        ("e-mail", "invoices@northlight.example", False),
        ("letter", "Leuchtturmweg 7, 22587 Hamburg", True),
        ("letter", "Leuchtturmweg 7 22587 Hamburg", True),
        ("letter", "Kaistrasse 1, 20457 Hamburg", False),  # the client's own
        ("letter", "mara@northlight.example", False),
    ],
)
def test_only_the_address_for_notices_counts(engaged: Build, sent: str, to: str, counts: bool) -> None:  # noqa: FBT001 - what is expected
    """S8: a notice to any address in 1.1 counted, the finance inbox included."""
    engagement = engaged(MAILED, notice("termination", "2026-06-10", sent=sent, to=to))
    assert (last_day(engagement) is not None) is counts
    right = "mara@northlight.example" if sent == "e-mail" else "Leuchtturmweg 7, 22587 Hamburg"
    told = [str(one.message) for one in without_effect(engagement, date(2026, 9, 1))]
    assert told == ([] if counts else [f"A notice to {to} does not count: only one to {right} does."])


def test_the_address_that_a_side_names_for_notices_is_the_one(engaged: Build) -> None:
    change = ("foundation.parties.consultant.notices", None, "notices@northlight.example")
    moved = amendment("Address", "2026-05-04", change)
    given = notice("termination", "2026-06-10", sent="e-mail", to="mara@northlight.example")
    assert last_day(engaged(MAILED, given, moved)) is None
    assert last_day(engaged(MAILED, given.replace("06-10", "05-01"), moved)) is not None


def test_the_words_say_which_address_counts_for_mail_and_for_paper(engaged: Build) -> None:
    said = section(engaged(NOTICES).agreement, "general.notices")
    assert "By e-mail, a notice counts only if it goes to the other side’s address for notices" in said
    assert "on paper, only to its address there." in said
    mail = section(
        engaged(NOTICES.replace('["e-mail", "letter"]', '["e-mail"]')).agreement, "general.notices"
    )
    assert "on paper" not in mail


def test_a_notice_says_to_which_address_it_was_sent(engaged: Build) -> None:
    given = notice("termination", "2026-06-10", sent="e-mail", to="mara@northlight.example")
    (said,) = engaged(MAILED, given).journal.of(Notice)
    assert str(said.says(lambda _, key: key)) == (
        "of termination by the client, by e-mail to mara@northlight.example"
    )
