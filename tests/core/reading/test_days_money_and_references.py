"""Days that are none, amounts that are none, references that lead nowhere, texts that cannot be printed.

Each case shows the input with the mark ▶ where the error must point, then what it must say, and its hint.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from charter.core.reading import Problem

DAYS = {
    "a quoted day that the calendar has not": (
        "dated = 2023-07-17",
        'dated = ▶"2023-02-31"',
        "dated: there is no 31 February 2023: that month has 28 days",
        "write it like: dated = 2023-02-28",
    ),
    "a day as Germans write it": (
        "dated = 2023-07-17",
        'dated = ▶"17.07.2023"',
        "dated: a day is written year, month, day, with hyphens: 17.07.2023",
        "write: dated = 2023-07-17",
    ),
    "a day with an hour": (
        "dated = 2023-07-17",
        "dated = ▶2023-07-17T10:00:00",
        "dated: a day stands without an hour",
        "write: dated = 2023-07-17",
    ),
    "a day as a number": (
        "dated = 2023-07-17",
        "dated = ▶20230717",
        "dated: a day is written year, month, day, with hyphens: 20230717",
        "write: dated = 2023-07-17",
    ),
    "a day before all calendars": (
        "dated = 2023-07-17",
        "dated = ▶0026-02-01",
        "dated: the year 26 is out of reach; write a day from 1901 to 2099",
        "The date of the draft, printed in the footer. Example: dated = 2026-02-16",
    ),
    "a day beyond all calendars": (
        "starts = 2023-08-01",
        "starts = ▶9999-12-31",
        "foundation.term.starts: the year 9999 is out of reach; write a day from 1901 to 2099",
        "The first day. Example: starts = 2026-03-01",
    ),
    "an end on the first day": (
        'initial = "12 months"',
        'initial = ▶"0 days"',
        "foundation.term.initial: the term ends before it starts",
        "give it at least a day",
    ),
}  # fmt: skip

MONEY = {
    "a bare number for money": (
        'amount = "EUR 12000.00"',
        "amount = ▶12000",
        'financials.retainer.amount: a bare number does not say what it counts: write the unit, like "EUR 12000.00" or "GBP 950.00"',
        'The fee for a whole period. Example: amount = "EUR 12000.00"',
    ),
    "a bare broken number for money": (
        'amount = "EUR 12000.00"',
        "amount = ▶12000.00",
        'financials.retainer.amount: a bare number does not say what it counts: write the unit, like "EUR 12000.00" or "GBP 950.00"',
        'The fee for a whole period. Example: amount = "EUR 12000.00"',
    ),
    "money below zero": (
        'amount = "EUR 12000.00"',
        'amount = ▶"EUR -12000.00"',
        'financials.retainer.amount: an amount here is zero or more; write it without the minus, like "EUR 12000.00"',
        'The fee for a whole period. Example: amount = "EUR 12000.00"',
    ),
    "money with an exponent": (
        'amount = "EUR 12000.00"',
        'amount = ▶"EUR 1e30"',
        'financials.retainer.amount: use a currency and an amount, like "EUR 12000.00" (found "EUR 1e30")',
        'The fee for a whole period. Example: amount = "EUR 12000.00"',
    ),
    "money of forty digits": (
        'amount = "EUR 12000.00"',
        'amount = ▶"EUR 9999999999999999999999999999999999999999"',
        'financials.retainer.amount: EUR 9999999999999999999999999999999999999999 is too large for an agreement; use an amount like "EUR 12000.00"',
        'The fee for a whole period. Example: amount = "EUR 12000.00"',
    ),
    "money just above the most": (
        'amount = "EUR 12000.00"',
        'amount = ▶"EUR 10000000000000.01"',
        'financials.retainer.amount: EUR 10000000000000.01 is too large for an agreement; use an amount like "EUR 12000.00"',
        'The fee for a whole period. Example: amount = "EUR 12000.00"',
    ),
    "money that is no number": (
        'amount = "EUR 12000.00"',
        'amount = ▶"EUR NaN"',
        'financials.retainer.amount: use a currency and an amount, like "EUR 12000.00" (found "EUR NaN")',
        'The fee for a whole period. Example: amount = "EUR 12000.00"',
    ),
    "money without end": (
        'amount = "EUR 12000.00"',
        'amount = ▶"EUR Infinity"',
        'financials.retainer.amount: use a currency and an amount, like "EUR 12000.00" (found "EUR Infinity")',
        'The fee for a whole period. Example: amount = "EUR 12000.00"',
    ),
    "no currency": (
        'amount = "EUR 12000.00"',
        'amount = ▶"12000"',
        "financials.retainer.amount: the currency is missing: write its code before the amount",
        'write it like: amount = "EUR 12000"',
    ),
    "no amount": (
        'amount = "EUR 12000.00"',
        'amount = ▶"EUR"',
        'financials.retainer.amount: use a currency and an amount, like "EUR 12000.00" (found "EUR")',
        'The fee for a whole period. Example: amount = "EUR 12000.00"',
    ),
    "a sign for a currency": (
        'amount = "EUR 12000.00"',
        'amount = ▶"€ 12000"',
        "financials.retainer.amount: an amount begins with the code of its currency, not with €",
        'write: amount = "EUR 12000.00"',
    ),
    "a currency in small letters": (
        'amount = "EUR 12000.00"',
        'amount = ▶"eur 12000"',
        "financials.retainer.amount: the code of a currency stands in capitals: EUR",
        'write: amount = "EUR 12000.00"',
    ),
    "a currency that is none": (
        'amount = "EUR 12000.00"',
        'amount = ▶"XYZ 12000"',
        'financials.retainer.amount: XYZ is no currency code of ISO 4217; use one, like "EUR 12000.00"',
        'The fee for a whole period. Example: amount = "EUR 12000.00"',
    ),
    "three decimals of a euro": (
        'amount = "EUR 12000.00"',
        'amount = ▶"EUR 12000.005"',
        'financials.retainer.amount: EUR has 2 decimals, not 3; write it like "EUR 12000.00"',
        'The fee for a whole period. Example: amount = "EUR 12000.00"',
    ),
    "a point for thousands": (
        'amount = "EUR 12000.00"',
        'amount = ▶"EUR 12.000"',
        "financials.retainer.amount: three digits stand behind the point of 12.000, so it is not clear whether thousands are meant: write 12000.00 or 12.00",
        'The fee for a whole period. Example: amount = "EUR 12000.00"',
    ),
    "a comma for decimals": (
        'amount = "EUR 12000.00"',
        'amount = ▶"EUR 12000,00"',
        "financials.retainer.amount: a point parts the decimals here, not a comma: 12000,00",
        'write: amount = "EUR 12000.00"',
    ),
    "digits of another script": (
        'amount = "EUR 12000.00"',
        'amount = ▶"EUR ١٢"',
        'financials.retainer.amount: use a currency and an amount, like "EUR 12000.00" (found "EUR ١٢")',
        'The fee for a whole period. Example: amount = "EUR 12000.00"',
    ),
    "another currency": (
        'amount = "EUR 12000.00"',
        'amount = ▶"USD 12000.00"',
        "financials.retainer.amount: USD 12000.00 is not in EUR, the currency of financials.payment.currency",
        "keep one currency throughout",
    ),
    "shares that sum to more": (
        '[financials.milestones]\ntotal = "EUR 24000.00"\n\n[financials.milestones.audit]\nname = "Architecture audit accepted"\nshare = "40 %"',
        '▶[financials.milestones]\ntotal = "EUR 24000.00"\n\n[financials.milestones.audit]\nname = "Audit"\nshare = "50 %"',
        "financials.milestones: the shares sum to 110 %, not to 100 %: change one of them",
        "",
    ),
    "a share and an amount": (
        "[financials.milestones.anniversary]",
        '▶[financials.milestones.anniversary]\namount = "EUR 1.00"',
        "financials.milestones.anniversary: give either an amount or a share, and not both",
        "",
    ),
    "neither a share nor an amount": (
        '[financials.milestones.anniversary]\nname = "Eight months of the engagement"\nshare = "20 %"',
        '▶[financials.milestones.anniversary]\nname = "Roadmap on course"',
        "financials.milestones.anniversary: give either an amount or a share, and not both",
        "",
    ),
}  # fmt: skip

REFERENCES = {
    "a deliverable that is not there": (
        'acceptance_of = "audit"',
        'acceptance_of = ▶"audti"',
        "financials.milestones.audit.acceptance_of: there is no deliverable 'audti'",
        "did you mean 'audit'?",
    ),
    "a deliverable that nothing is like": (
        'holds = ["audit"]',
        'holds = [▶"x"]',
        "scope.dependencies.access.holds.0: there is no deliverable 'x'",
        "known: audit, roadmap, report",
    ),
    "a reviewer who is not there": (
        'reviewer = "jonas"',
        'reviewer = ▶"jonah"',
        "scope.deliverables.audit.reviewer: there is no person 'jonah'",
        "did you mean 'jonas'?",
    ),
    "somebody who does not attend": (
        'who = ["jonas", "mara"]',
        'who = ["jonas", ▶"sven"]',
        "communication.meetings.weekly.who.1: there is no person 'sven'",
        "known: jonas, priya, mara",
    ),
    "a stand-in who is not there": (
        'stand_in = "priya"',
        'stand_in = ▶"prya"',
        "foundation.parties.people.jonas.stand_in: there is no person 'prya'",
        "did you mean 'priya'?",
    ),
    "a stand-in of the other side": (
        'stand_in = "priya"',
        'stand_in = ▶"mara"',
        "foundation.parties.people.jonas.stand_in: 'mara' stands on the side of the consultant, 'jonas' on that of the client",
        "name a person of the same side",
    ),
    "somebody who stands in for themselves": (
        'stand_in = "priya"',
        'stand_in = ▶"jonas"',
        "foundation.parties.people.jonas.stand_in: 'jonas' stands in for themselves",
        "name another person of the side",
    ),
    "a limit in another currency": (
        'approves_up_to = "EUR 2000.00"',
        'approves_up_to = ▶"CHF 2000.00"',
        "foundation.parties.people.priya.approves_up_to: CHF 2000.00 is not in EUR, the currency of financials.payment.currency",
        "keep one currency throughout",
    ),
    "a limit for somebody who approves nothing": (
        '[foundation.parties.people.priya]\nside = "client"\nname = "Priya Raman"\ntitle = "Head of Finance"\nemail = "priya@harbourline.example"\nmay = ["approve costs", "dispute"]',
        '▶[foundation.parties.people.priya]\nside = "client"\nname = "Priya Raman"\ntitle = "Head of Finance"\nemail = "priya@harbourline.example"\nmay = ["dispute"]',
        'foundation.parties.people.priya: approves_up_to, but may not approve costs: add "approve costs" to may',
        "",
    ),
}  # fmt: skip

TEXTS = {
    "a control character": (
        'title = "F',
        'title = ▶"\\u0007F',
        "title: a control character (U+0007) at line 1, character 1 of the text: remove it",
        "The title on the cover.",
    ),
    "an escape for a terminal": (
        'title = "F',
        'title = ▶"\\u001b[2JF',
        "title: a control character (U+001B) at line 1, character 1 of the text: remove it",
        "The title on the cover.",
    ),
    "a private-use character": (
        'title = "F',
        'title = ▶"\\ue000F',
        "title: a private-use character, which prints differently everywhere (U+E000) at line 1, character 1 of the text: remove it",
        "The title on the cover.",
    ),
    "a character that turns the text": (
        'title = "F',
        'title = ▶"\\u202eF',
        "title: a character that changes the direction of the text unseen (U+202E) at line 1, character 1 of the text: remove it",
        "The title on the cover.",
    ),
    "one that turns it, on the second line": (
        'outcome = "The',
        'outcome = ▶"one\\ntwo\\u2066The',
        "scope.deliverables.audit.outcome: a character that changes the direction of the text unseen (U+2066) at line 2, character 4 of the text: remove it",
        "What the client has when it is done.",
    ),
    "half a character in another plane": (
        'title = "F',
        'title = ▶"\\U000F0000F',
        "title: a private-use character, which prints differently everywhere (U+F0000) at line 1, character 1 of the text: remove it",
        "The title on the cover.",
    ),
    "an empty text": (
        'title = "Fractional CTO engagement"',
        'title = ▶""',
        "title: empty text: say something, or leave the term out",
        "The title on the cover.",
    ),
    "a text of blanks": (
        'title = "Fractional CTO engagement"',
        'title = ▶"  "',
        "title: empty text: say something, or leave the term out",
        "The title on the cover.",
    ),
    "a line break in a line": (
        'title = "Frac',
        'title = ▶"Frac\\n',
        "title: a line break where one line is expected: join the lines",
        "The title on the cover.",
    ),
    "an empty list": (
        'who = ["jonas", "mara"]',
        "who = ▶[]",
        "communication.meetings.weekly.who: found a list of 0, expected 1 at least",
        'Keys of the people who attend. Example: who = ["jonas", "mara"]',
    ),
}  # fmt: skip

EVERY = DAYS | MONEY | REFERENCES | TEXTS


@pytest.mark.parametrize(("old", "new", "said", "hint"), EVERY.values(), ids=EVERY)
def test_it_is_told_where_it_stands(
    old: str, new: str, said: str, hint: str, agreed: Callable[[str, str], tuple[Problem, str]]
) -> None:
    problem, place = agreed(old, new)
    assert (f"{problem.line}:{problem.column}", f"{problem.path}: {problem.message}", problem.hint) == (
        place,
        said,
        hint,
    )
