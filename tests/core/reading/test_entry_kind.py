"""Values of the wrong kind, without their unit, or beyond their bounds.

Each case shows the input with the mark ▶ where the error must point, then what it must say, and its hint.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from charter.core.reading import Problem

KINDS = {
    "a number for a text": (
        'title = "Fractional CTO engagement"',
        "title = ▶3",
        "title: the text stands without quotes",
        'write: title = "3"',
    ),
    "a list for a text": (
        'title = "Fractional CTO engagement"',
        'title = ▶["a", "b"]',
        "title: found a list of 2, expected a text in quotes",
        "The title on the cover.",
    ),
    "a table for a text": (
        'title = "Fractional CTO engagement"',
        "title = ▶{a = 1}",
        "title: found a table, expected a text in quotes",
        "The title on the cover.",
    ),
    "a day for a text": (
        'venue = "the courts of Hamburg"',
        'venue = ▶["Hamburg"]',
        "general.law.venue: the text stands in the brackets of a list",
        'write: venue = "Hamburg"',
    ),
    "a text for a list": (
        'methods = ["bank transfer", "SEPA direct debit"]',
        'methods = ▶"card"',
        "financials.payment.methods: the one item stands without the brackets of a list",
        'write: methods = ["card"]',
    ),
    "a number in a list of texts": (
        'who = ["jonas", "mara"]',
        'who = ["jonas", ▶3]',
        "communication.meetings.weekly.who.1: the text stands without quotes",
        'write: "3"',
    ),
    "a text for yes or no": (
        "last_day_billed = true",
        'last_day_billed = ▶"true"',
        "exit.settlement.last_day_billed: true stands in quotes",
        "write: last_day_billed = true",
    ),
    "a number for yes or no": (
        "last_day_billed = true",
        "last_day_billed = ▶1",
        "exit.settlement.last_day_billed: found 1, expected true or false, without quotes",
        "Whether the last day is paid for.",
    ),
    "a text for a whole number": (
        "rounds = 2",
        'rounds = ▶"2"',
        "scope.acceptance.rounds: the number stands in quotes",
        "write: rounds = 2",
    ),
    "a broken number": (
        "rounds = 2",
        "rounds = ▶2.5",
        "scope.acceptance.rounds: found 2.5, expected a whole number, without quotes",
        "How many rounds of rework are included. Example: rounds = 2",
    ),
    "no number": (
        "rounds = 2",
        "rounds = ▶nan",
        "scope.acceptance.rounds: found NaN, expected a whole number, without quotes",
        "How many rounds of rework are included. Example: rounds = 2",
    ),
    "an infinite number": (
        "rounds = 2",
        "rounds = ▶-inf",
        "scope.acceptance.rounds: found -Infinity, expected a whole number, without quotes",
        "How many rounds of rework are included. Example: rounds = 2",
    ),
    "a number below the least": (
        "rounds = 2",
        "rounds = ▶-1",
        "scope.acceptance.rounds: found -1, expected 0 or more",
        "How many rounds of rework are included. Example: rounds = 2",
    ),
    "a number above the most": (
        "rounds = 2",
        "rounds = ▶21",
        "scope.acceptance.rounds: found 21, expected 20 or less",
        "How many rounds of rework are included. Example: rounds = 2",
    ),
    "a number of forty digits": (
        "rounds = 2",
        "rounds = ▶9999999999999999999999999999999999999999",
        "scope.acceptance.rounds: a number too large for any agreement",
        'write amounts in quotes, like "EUR 12000.00"',
    ),
    "a number in hexadecimal": (
        "rounds = 2",
        "rounds = ▶0xffffffffffffffffffff",
        "scope.acceptance.rounds: a number too large for any agreement",
        'write amounts in quotes, like "EUR 12000.00"',
    ),
    "a text for a clause": (
        '[exit.settlement]\nfinal_invoice = "14 days"\npart_months = "actual"\nlast_day_billed = true\nprepaid_returned = "14 days"\nlater_invoice = "14 days"',
        '[exit]\nsettlement = ▶"as usual"',
        'exit.settlement: found "as usual", expected a table of terms',
        "write [exit.settlement] above its terms",
    ),
    "a list of tables for a clause": (
        "[scope.acceptance]",
        "▶[[scope.acceptance]]",
        "scope.acceptance: found a list of 1, expected a table of terms",
        "write [scope.acceptance] above its terms",
    ),
    "a number for wording": (
        "[financials.suspension]",
        "[financials.suspension]\nwording = ▶3",
        "financials.suspension.wording: found 3, expected a table of terms",
        "Negotiated words that replace the clause's own.",
    ),
    "a country by its name": (
        'country = "DE"',
        'country = ▶"Germany"',
        "foundation.parties.client.country: 'Germany' is no code of a country (ISO 3166-1): Germany is DE",
        'write: country = "DE"',
    ),
    "a duration without a unit": (
        'review = "10 business days"',
        'review = ▶"30"',
        'scope.acceptance.review: write the unit, like "30 days"',
        'How long the client has to review. Example: review = "10 business days"',
    ),
    "a bare number for a duration": (
        'review = "10 business days"',
        "review = ▶30",
        'scope.acceptance.review: a bare number does not say what it counts: write the unit, like "30 days" or "5 business days"',
        'How long the client has to review. Example: review = "10 business days"',
    ),
    "a bare broken number for a duration": (
        'review = "10 business days"',
        "review = ▶1.5",
        'scope.acceptance.review: a bare number does not say what it counts: write the unit, like "30 days" or "5 business days"',
        'How long the client has to review. Example: review = "10 business days"',
    ),
    "a misspelt unit": (
        'review = "10 business days"',
        'review = ▶"10 bussiness days"',
        "scope.acceptance.review: bussiness is no word here; business is",
        'write: review = "10 business days"',
    ),
    "a negative duration": (
        'review = "10 business days"',
        'review = ▶"-3 days"',
        "scope.acceptance.review: it counts without a minus",
        'write: review = "3 days"',
    ),
    "a duration of centuries": (
        'initial = "12 months"',
        'initial = ▶"1200 years"',
        "foundation.term.initial: 1200 years is too long; use at most 10,000 units and at most 100 years",
        'The initial term; left out: it runs until ended. Example: initial = "12 months"',
    ),
    "a bare percentage": (
        'alert = "80 %"',
        "alert = ▶80",
        "financials.retainer.alert: a percentage is a text with the sign %",
        'write: alert = "80 %"',
    ),
    "a share for a percentage": (
        'alert = "80 %"',
        'alert = ▶"0.8"',
        "financials.retainer.alert: 0.8 has no sign %: a percentage counts of a hundred, so four fifths are 80 %",
        'write it like: alert = "80 %"',
    ),
    "a percentage above ten times the whole": (
        'alert = "80 %"',
        'alert = ▶"1001 %"',
        'financials.retainer.alert: 1001 % is too much; use a percentage up to 1000, like "80 %"',
        'At what share of the hours to warn. Example: alert = "80 %"',
    ),
    "a rhythm of no day": (
        '"every Tuesday 10:00"',
        '▶"every Tusday 10:00"',
        "communication.meetings.weekly.rhythm: Tusday is no word here; Tuesday is",
        'write: rhythm = "every Tuesday 10:00"',
    ),
    "a rhythm without its every": (
        '"every Tuesday 10:00"',
        '▶"Tuesdays"',
        "communication.meetings.weekly.rhythm: one weekday is named, not several: Tuesdays; a rhythm begins with every",
        'write: rhythm = "every Tuesday"',
    ),
    "an hour that no day has": (
        'cut_off = "18:00"',
        'cut_off = ▶"25:00"',
        "general.notices.cut_off: 25:00 is no time of day: the last is 23:59",
        'write it like: cut_off = "23:59"',
    ),
    "a zone that is none": (
        'zone = "Europe/Berlin"',
        'zone = ▶"Europe/Berln"',
        'general.interpretation.zone: not a time zone: write it like "Europe/Berlin"',
        'The time zone of every date and hour. Example: zone = "Europe/Berlin"',
    ),
    "a zone that is a path": (
        'zone = "Europe/Berlin"',
        'zone = ▶"../../etc/passwd"',
        'general.interpretation.zone: not a time zone: write it like "Europe/Berlin"',
        'The time zone of every date and hour. Example: zone = "Europe/Berlin"',
    ),
    "a calendar that is none": (
        'client_calendar = "DE-HH"',
        'client_calendar = ▶"DE-XX"',
        'general.interpretation.client_calendar: no such holiday calendar: write a country, or a country and its part, like "DE-HH"',
        "The client's public holidays. Example: client_calendar = \"DE-HH\"",
    ),
    "a language not spoken here": (
        'language = "en"',
        'language = ▶"xx"',
        'general.law.language: found "xx", expected "en"',
        "The language that prevails. Only 'en' is there so far.",
    ),
    "a law that is not known": (
        'governing = "DE"',
        'governing = ▶"XX"',
        'general.law.governing: no law is known as "XX"; use a code of those that are there, like DE or GB-ENG or US-CA',
        'The code of the law: a country, or a country and its part. Example: governing = "DE"',
    ),
    "a law by its country's name": (
        'governing = "DE"',
        'governing = ▶"Germany"',
        'general.law.governing: no law is known as "Germany": that of Germany is DE',
        'write: governing = "DE"',
    ),
    "an account whose digits do not fit": (
        '"DE75 5121 0800 1245 1261 99"',
        '▶"DE75 5121 0800 1245 1261 98"',
        "financials.payment.bank.iban: the IBAN's check digits do not fit: compare it with the bank's letter",
        "The account number, where there are IBANs.",
    ),
    "no mail address": (
        '"jonas@harbourline.example"',
        '▶"jonas at harbourline"',
        'foundation.parties.people.jonas.email: not an e-mail address: write it like "mara@northlight.example"',
        'Where messages reach the person. Example: email = "mara@northlight.example"',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said", "hint"), KINDS.values(), ids=KINDS)
def test_it_is_told_where_it_stands(
    old: str, new: str, said: str, hint: str, agreed: Callable[[str, str], tuple[Problem, str]]
) -> None:
    problem, place = agreed(old, new)
    assert (f"{problem.line}:{problem.column}", f"{problem.path}: {problem.message}", problem.hint) == (
        place,
        said,
        hint,
    )
