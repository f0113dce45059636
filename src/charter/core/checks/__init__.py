"""Rules that look across clauses: one file a rule, found by `RULES`."""

from __future__ import annotations

from charter.core.checks import manual_wording, missing_clause, no_fee, swapped_wording, unearned_milestone

RULES = (
    no_fee.check,
    unearned_milestone.check,
    swapped_wording.check,
    manual_wording.check,
    missing_clause.check,
)
"""Every rule: agreement and frame in, findings out."""
