"""Bounds by kind: what nobody can mean is refused where it stands; what is at the bound is read."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from charter.core.reading import Problems, read_agreement

AGREED = Path(__file__).parents[1] / "document" / "harbourline.toml"
SHARE, TIME, NOTICE = (
    "a share of a whole is 100 % at most",
    "a time to answer, pay or mend is 1 year at most",
    ("a time of notice is 3 years at most"),
)
NOTHING = "is nothing: write some time, or leave the term out where it may be"
BEYOND = [
    ("financials.retainer.rollover.share", "250 %", f"250 % is too much: {SHARE}", "100 %"),
    ("financials.retainer.alert", "800 %", f"800 % is too much: {SHARE}", "100 %"),
    ("financials.milestones.audit.share", "100.5 %", f"100.5 % is too much: {SHARE}", None),
    ("communication.meetings.weekly.lasts", "200 hours",
     "200 hours is too much: a meeting, which begins and ends on a day, is 24 hours at most", "24 hours"),
    ("communication.meetings.weekly.lasts", "0 minutes", "0 hours is nothing: a meeting takes some time", "1 minute"),
    ("financials.retainer.hours", "00 hours", f"0 hours {NOTHING}", "1 minute"),
    ("financials.retainer.cap", "0 hours", f"0 hours {NOTHING}", "16 hours"),
    ("scope.acceptance.review", "30 months", f"30 months is too much: {TIME}", "12 months"),
    ("scope.acceptance.reminder", "53 weeks", f"53 weeks is too much: {TIME}", "52 weeks"),
    ("scope.acceptance.deemed_after", "367 days", f"367 days is too much: {TIME}", "366 days"),
    ("scope.acceptance.rework", "300 business days", f"300 business days is too much: {TIME}", "260 business days"),
    ("scope.dependencies.standby.after", "2 years", f"2 years is too much: {TIME}", "1 year"),
    ("financials.payment.due_after", "14 months", f"14 months is too much: {TIME}", "60 days"),
    ("financials.late_payment.grace", "5 years", f"5 years is too much: {TIME}", "5 days"),
    ("financials.late_payment.reminders", ["3 days", "10 years"], f"10 years is too much: {TIME}", ["3 days", "10 days"]),
    ("financials.late_payment.acceleration", "45 months", f"45 months is too much: {TIME}", "45 days"),
    ("financials.suspension.notice_from", "14 years", f"14 years is too much: {TIME}", "14 days"),
    ("financials.suspension.fee_runs_for", "48 hours",
     "48 hours are no whole days: a fee by the day or the month runs for days, weeks or months", "2 days"),
    ("financials.suspension.notice", "5 years", f"5 years is too much: {TIME}", "5 days"),
    ("exit.settlement.final_invoice", "14 years", f"14 years is too much: {TIME}", "14 days"),
    ("exit.settlement.prepaid_returned", "14 years", f"14 years is too much: {TIME}", "14 days"),
    ("exit.termination.client.notice", "30 years", f"30 years is too much: {NOTICE}", "3 years"),
    ("exit.termination.change_of_control.notice", "40 months", f"40 months is too much: {NOTICE}", "30 days"),
    ("exit.termination.sponsor_leaves", "40 months", f"40 months is too much: {NOTICE}", "30 days"),
    ("exit.termination.cause.client.cure", "30 years", f"30 years is too much: {TIME}", "30 days"),
    ("foundation.term.notice", "60 months", f"60 months is too much: {NOTICE}", "60 days"),
    ("foundation.term.reminder", "60 months", f"60 months is too much: {NOTICE}", "60 days"),
]  # fmt: skip


def with_term(path: str, value: object) -> str:
    data = tomllib.loads(AGREED.read_text("utf-8"))
    *steps, name = path.split(".")
    table = data
    for step in steps:
        table = table[step]
    table[name] = value
    return json.dumps(data, default=str)


@pytest.mark.parametrize(("path", "beyond", "said", "at"), BEYOND)
def test_what_nobody_can_mean_is_refused(path: str, beyond: object, said: str, at: object) -> None:
    with pytest.raises(Problems) as error:
        read_agreement(with_term(path, beyond), "agreement.json")
    (problem,) = error.value.problems
    assert problem.path.startswith(path)
    assert problem.message == said
    if at is not None:
        assert read_agreement(with_term(path, at), "agreement.json")
