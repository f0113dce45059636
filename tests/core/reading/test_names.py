"""Misspelt, missing and unknown names of parts, clauses, terms and values.

Each case shows the input with the mark ▶ where the error must point, then what it must say, and its hint.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from charter.core.agreement import Agreement, General
from charter.core.reading import Problem

NOTICES = """[general.notices]
message_by = ["letter", "e-mail", "signed PDF"]
notice_by = ["letter", "e-mail", "signed PDF"]
cut_off = "18:00"

"""

NAMES = {
    "a misspelt part": (
        "[exit.settlement]",
        "▶[exitt.settlement]",
        "exitt: 'exitt' is not known here",
        "did you mean 'exit'?",
    ),
    "a part nobody knows": (
        "[general.law]",
        "▶[pricing.tiers]\nx = 1\n[general.law]",
        "pricing: 'pricing' is not known here",
        f"known here: {', '.join(Agreement.model_fields)}",
    ),
    "a misspelt clause": (
        "[financials.suspension]",
        "▶[financials.suspention]",
        "financials.suspention: 'suspention' is not known here",
        "did you mean 'suspension'?",
    ),
    "a clause nobody knows": (
        "[general.law]",
        "▶[general.weather]\nx = 1\n[general.law]",
        "general.weather: 'weather' is not known here",
        f"known here: {', '.join(General.model_fields)}",
    ),
    "a misspelt term": (
        "overage =",
        "▶overrage =",
        "financials.retainer.overrage: 'overrage' is not known here",
        "did you mean 'overage'?",
    ),
    "a term nobody knows": (
        "initial =",
        "▶over_on = 2024-07-31\ninitial =",
        "foundation.term.over_on: 'over_on' is not known here",
        "known here: wording, starts, initial, renewal, renews_for, notice, reminder, ends_with, conditions",
    ),
    "a misspelt term at the top": (
        "title =",
        "▶titel =",
        "titel: 'titel' is not known here",
        "did you mean 'title'?",
    ),
    "a misspelt term of a thing": (
        'instead = "The client engages',
        '▶insted = "The client engages',
        "scope.boundaries.testing.insted: 'insted' is not known here",
        "did you mean 'instead'?",
    ),
    "a misspelt term in an inner table": (
        "expires =",
        "▶expire =",
        "financials.retainer.rollover.expire: 'expire' is not known here",
        "did you mean 'expires'?",
    ),
    "a key that is no key": (
        "[scope.boundaries.testing]",
        "▶[scope.boundaries.Testing-1]",
        "scope.boundaries.Testing-1: not a key: use small letters, digits and underscores, a letter first, 40 at most, like audit_report",
        "",
    ),
    "a misspelt value of a few": (
        'period = "month"',
        'period = ▶"mnth"',
        'financials.retainer.period: found "mnth", expected "month", "quarter", "half-year" or "year"',
        "did you mean 'month'?",
    ),
    "a value that is none of a few": (
        'business_days = "both"',
        'business_days = ▶"all"',
        'general.interpretation.business_days: found "all", expected "both", "either", "client" or "consultant"',
        "Days on which both sides work, at least one, the client, or the consultant.",
    ),
    "a misspelt value in a list": (
        '["bank transfer", ',
        '[▶"bank tranfer", ',
        'financials.payment.methods.0: found "bank tranfer", expected "bank transfer", "card", "ACH", "SEPA direct debit" or "cheque"',
        "did you mean 'bank transfer'?",
    ),
    "a value in capitals": (
        'roll = "forward"',
        'roll = ▶"Forward"',
        'general.interpretation.roll: found "Forward", expected "forward", "back", "modified" or "none"',
        'write: roll = "forward"',
    ),
    "a missing term": (
        '[general.law]\ngoverning = "DE"',
        "▶[general.law]",
        "general.law.governing: is missing",
        'The code of the law: a country, or a country and its part. Example: governing = "DE"',
    ),
    "a missing clause": (
        f'{NOTICES}[general.law]\ngoverning = "DE"\nvenue = "the courts of Hamburg"\nlanguage = "en"\n\n[',
        f"▶{NOTICES}[",
        "general.law: is missing",
        "write [general.law] above its terms",
    ),
    "a missing term of a thing": (
        '[scope.boundaries.testing]\nnot_done = "carry out penetration tests"',
        "▶[scope.boundaries.testing]",
        "scope.boundaries.testing.not_done: is missing",
        'What is not done, as the end of: The consultant does not … Example: not_done = "carry out penetration tests"',
    ),
    "the address of a person missing": (
        '[foundation.parties.people.priya]\nside = "client"\nname = "Priya Raman"\ntitle = "Head of Finance"\nemail = "priya@harbourline.example"',
        '▶[foundation.parties.people.priya]\nside = "client"\nname = "Priya Raman"\ntitle = "Head of Finance"',
        "foundation.parties.people.priya.email: is missing",
        'Where messages reach the person. Example: email = "mara@northlight.example"',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said", "hint"), NAMES.values(), ids=NAMES)
def test_it_is_told_where_it_stands(
    old: str, new: str, said: str, hint: str, agreed: Callable[[str, str], tuple[Problem, str]]
) -> None:
    problem, place = agreed(old, new)
    assert (f"{problem.line}:{problem.column}", f"{problem.path}: {problem.message}", problem.hint) == (
        place,
        said,
        hint,
    )
