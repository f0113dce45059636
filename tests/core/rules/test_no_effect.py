"""Entries that change nothing: they can be right, so they are read, and `without_effect` says why nothing follows."""

from __future__ import annotations

from datetime import date

import pytest

from charter.core.changes import apply
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.reading import read, read_agreement, write
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.change import Change
from tests.core.conftest import SIGNED
from tests.core.journal import entry
from tests.core.reading.test_bearing import DELIVERED, ISSUED, PAID, notice, refunded, reminded, waived

DUE = "2023-08-15"
JONAS = 'by = "jonas"\n'
MARA = 'by = "mara"\n'


REMINDERS = entry("reminded", "2023-08-18", of="NL-2023-0001") + entry(
    "reminded", "2023-08-25", of="NL-2023-0001"
)


def suspension(on: str) -> str:
    text = notice("suspension", '"consultant"', MARA)
    return text.replace("2023-12-01", on)


CURED = entry("cured", "2023-12-20", side="consultant")

NO_EFFECT = {
    "a reminder of an alert that never came": (
        reminded('"financials.retainer/alert/2023-08-01"'),
        "financials.retainer: There is no duty financials.retainer/alert/2023-08-01: it was sent for nothing that was due.",
    ),
    "a waiver of a meeting on no day for one": (
        waived('"communication.meetings/hold/weekly/2023-09-13"'),
        "communication.meetings: There is no duty communication.meetings/hold/weekly/2023-09-13: there was nothing to let go.",
    ),
    "a suspension before the invoice was overdue long enough": (
        ISSUED + REMINDERS + suspension("2023-08-28"),
        "financials.suspension: The notice came before it may be given, which is from 29 August 2023 on: work goes on.",
    ),
    "a suspension by the client": (
        notice("suspension", '"client"', JONAS),
        "financials.suspension: Only the consultant can suspend the work, while an invoice is overdue: work goes on.",
    ),
    "a notice of a breach that names none": (
        notice("cause", '"client"', JONAS),
        "exit.termination: A notice of 'cause' names the breach, and this one names none: it may well end nothing.",
    ),
    "an end at once for no reason": (
        notice("at once", '"client"', JONAS),
        "exit.termination: A notice of 'at once' names the reason, and this one names none: it may well end nothing.",
    ),
    "a suspension while nothing is owed": (
        ISSUED + PAID + suspension("2023-09-20"),
        "financials.suspension: No invoice had come to this step of the ladder when the notice came: work goes on.",
    ),
    "a refusal of a renewal that nobody agreed": (
        notice("no renewal", '"client"', JONAS),
        "foundation.term: The term does not renew itself, so there is nothing to refuse.",
    ),
    "an end by a right that was not agreed": (
        notice("insolvency", '"client"', JONAS),
        "exit.termination: The agreement gives the client no right to a notice of 'insolvency': nothing ends.",
    ),
    "a calling in while nothing is owed": (
        ISSUED + PAID + notice("calling in", '"consultant"', MARA),
        "financials.late_payment: The agreement gives the consultant no right to call in invoices: none falls due.",
    ),
    "a calling in by the client": (
        notice("calling in", '"client"', JONAS),
        "financials.late_payment: The agreement gives the client no right to call in invoices: none falls due.",
    ),
    "a notice of non-payment while nothing is owed": (
        ISSUED + PAID + notice("non-payment", '"consultant"', MARA),
        "exit.termination: No invoice of the consultant was overdue when the notice came: nothing ends.",
    ),
    "a notice of non-payment by the client": (
        notice("non-payment", '"client"', JONAS),
        "exit.termination: The agreement gives the client no right to a notice of 'non-payment': nothing ends.",
    ),
    "a cure of no breach": (
        CURED,
        "exit.termination: Nobody had given notice of a breach by the consultant, so there was none to put right.",
    ),
    "money given back that pays an invoice": (
        ISSUED + PAID + refunded('"EUR 100.00"'),
        "financials.payment: EUR 100.00 more was given back than the client had paid beyond its invoices: it owes that again.",
    ),
}

ACTING = {
    "a reminder of a review": DELIVERED + reminded('"audit"'),
    "a waiver of a meeting": waived('"communication.meetings/hold/weekly/2023-09-12"'),
    "a suspension on the first day for it": ISSUED + REMINDERS + suspension("2023-08-29"),
    "a suspension that payment came before": ISSUED
    + REMINDERS
    + suspension("2023-08-29")
    + PAID.replace("08-10", "09-01"),
    "an end without a reason": notice("termination", '"client"', JONAS),
    "an end for a breach": notice("cause", '"client"', JONAS + 'ground = "No report came."\n'),
    "a cure of a breach": notice("cause", '"client"', JONAS + 'ground = "No report came."\n') + CURED,
    "what was paid twice, given back": (
        ISSUED + PAID + PAID.replace("08-10", "08-11") + refunded('"EUR 12000.00"')
    ),
}


def engaged(agreement: str, text: str) -> Engagement:
    return read({"agreement.toml": agreement.encode(), "journal.toml": (text + SIGNED).encode()})


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (
            notice("termination", '"client"', JONAS).replace("2023-12-01", "2023-12-05"),
            "exit.termination: The engagement ends sooner, after 31 December 2023: this notice changes nothing.",
        ),
        (
            notice("termination", '"consultant"', 'by = "mara"\n').replace("2023-12-01", "2023-12-05"),
            "exit.termination: The engagement ends sooner, after 31 December 2023: this notice changes nothing.",
        ),
        (
            entry("renewed", "2024-01-10", "jonas", until="2024-09-01"),
            "foundation.term: A record renews nothing: only an amendment extends the term.",
        ),
    ],
    ids=["a second notice", "one by the other side", "a renewal after the end"],
)
def test_what_comes_after_a_notice_changes_nothing(agreement: str, second: str, said: str) -> None:
    found = engaged(agreement, notice("termination", '"client"', JONAS) + second)
    (one,) = without_effect(found, date(2024, 2, 1))
    assert f"{one.cite}: {one.message}" == said
    assert facts(found, date(2024, 2, 1)).deal.ends == date(2024, 1, 1)


def test_of_two_notices_the_earlier_end_counts(agreement: str) -> None:
    sooner = notice("termination", '"consultant"', 'by = "mara"\n')
    later = notice("termination", '"client"', JONAS + "until = 2024-03-31\n")
    found = engaged(agreement, later + sooner)
    assert facts(found, date(2024, 1, 20)).deal.ends == date(2024, 1, 1)
    (one,) = without_effect(found, date(2024, 1, 20))
    assert (one.place, str(one.message).startswith("The engagement ends sooner, after 31")) == (0, True)


@pytest.mark.parametrize(("text", "said"), NO_EFFECT.values(), ids=NO_EFFECT)
def test_an_entry_that_changes_nothing_says_why(text: str, said: str, agreement: str) -> None:
    (one,) = without_effect(engaged(agreement, text), date(2024, 2, 1))
    assert f"{one.cite}: {one.message}" == said
    assert one.place == text.count("[[entry]]") - 1
    assert (one.finding.id, one.finding.place) == ("CH-JRN-001", one.cite)


@pytest.mark.parametrize("text", ACTING.values(), ids=ACTING)
def test_an_entry_that_acts_is_passed_over(text: str, agreement: str) -> None:
    assert not list(without_effect(engaged(agreement, text), date(2024, 2, 1)))


def test_what_is_void_or_not_yet_known_is_passed_over(agreement: str) -> None:
    text = suspension("2023-12-01") + 'id = "slip"\n'
    void = entry("void", "2023-12-05", entry="slip")
    found = engaged(agreement, text + void)
    assert not list(without_effect(found, date(2023, 11, 30)))
    assert len(list(without_effect(found, date(2023, 12, 4)))) == 1
    assert not list(without_effect(found, date(2023, 12, 5)))


RENEWING = 'renewal = "automatic"\nrenews_for = "6 months"\nnotice = "60 days"'


@pytest.mark.parametrize(("on", "late"), [("2024-05-31", False), ("2024-06-01", True)])
def test_a_renewal_is_refused_in_time_or_not_at_all(agreement: str, on: str, *, late: bool) -> None:
    """The term ends after 31 July 2024; sixty whole days lie between 1 June and 1 August.

    That is a Saturday: what arrives on it counts on Monday.
    """
    assert 'renewal = "by agreement"' in agreement
    renewing = agreement.replace('renewal = "by agreement"', RENEWING)
    text = notice("no renewal", '"client"', JONAS).replace("2023-12-01", on)
    said = [str(one.message) for one in without_effect(engaged(renewing, text), date(2024, 6, 10))]
    assert said == (
        ["The last day to refuse the renewal was 1 June 2024: the term renews itself."] if late else []
    )


@pytest.mark.parametrize(
    ("of", "part", "said"),
    [
        ("suspension", "financials.suspension", "Nothing was agreed about suspending the work."),
        ("termination", "exit.termination", "The agreement gives the consultant no right to a notice of"),
    ],
)
def test_a_clause_that_is_absent_gives_no_right(agreement: str, of: str, part: str, said: str) -> None:
    without = write(apply(read_agreement(agreement), [Change(part, None, None)]))
    text = notice(of, '"consultant"', 'by = "mara"\n')
    (one,) = without_effect(engaged(without, text), date(2024, 2, 1))
    assert str(one.message).startswith(said)


@pytest.mark.parametrize(
    ("cite", "of"), [("financials.suspension", "suspension"), ("exit.termination", "insolvency")]
)
def test_where_negotiated_words_rule_a_person_decides(agreement: str, cite: str, of: str) -> None:
    words = f'\n[{cite}.wording]\ntext = "As we say."\nreplaces = "{"0" * 64}"\neffect = "manual"\n'
    text = notice(of, '"consultant"', 'by = "mara"\n')
    assert list(without_effect(engaged(agreement, text), date(2024, 2, 1)))
    assert not list(without_effect(engaged(agreement + words, text), date(2024, 2, 1)))
