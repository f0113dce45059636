"""Rules that look across clauses: one file a rule, found by `RULES`."""

from __future__ import annotations

from charter.core.checks import (
    acceleration,
    ceiling,
    freelancer,
    hours_against_fees,
    ladder,
    left_open,
    manual_wording,
    missing_clause,
    namesakes,
    never_owed,
    no_fee,
    odd_rate,
    rhythms,
    standby_paid,
    swapped_wording,
    unearned_milestone,
)  # fmt: skip

RULES = (
    no_fee.check,
    unearned_milestone.check,
    swapped_wording.check,
    manual_wording.check,
    missing_clause.check,
    odd_rate.check,
    namesakes.check,
    rhythms.check,
    standby_paid.check,
    freelancer.check,
    ladder.check,
    hours_against_fees.check,
    ceiling.check,
    acceleration.check,
    left_open.check,
    never_owed.check,
)
"""Every rule: agreement and deal in, findings out."""
