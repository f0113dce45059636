"""Liability: what each law never lets anybody limit, and limits that are worth nothing."""

from collections.abc import Callable

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.engagement import Engagement
from charter.core.vocabulary.change import Change
from tests.core.words import section

Build = Callable[..., Engagement]

CITE = "risk.liability"
CAP = f'[{CITE}]\ncap = {{ amount = "EUR 250000.00" }}\n'
FEE = """
[financials.retainer]
amount = "EUR 12000.00"
period = "month"
billed = "in advance"
first_day = 1
"""


def with_law(engagement: Engagement, law: str) -> Engagement:
    return Engagement(apply(engagement.agreement, [Change("general.law.governing", None, law)]))


@pytest.mark.parametrize(
    ("law", "words"),
    [
        ("DE", "for intent and gross negligence, and for injury to life, body or health"),
        ("DE", "only if it breaks an essential duty, and only for typical, foreseeable loss"),
        ("DE", "under the Product Liability Act (section 14 ProdHaftG)"),
        ("GB-ENG", "section 2 of the Unfair Contract Terms Act 1977"),
        ("US-CA", "for fraud, for wilful injury to a person or to property, and for a breach of law"),
        ("US-NY", "for fraud, for gross negligence"),
        ("FR", "for intent and gross fault"),
        ("AT", "for what it does on purpose, for fraud, and for death or injury"),
    ],
)
def test_each_law_has_what_it_never_limits(engaged: Build, law: str, words: str) -> None:
    assert words in section(with_law(engaged(CAP), law).agreement, CITE).replace("\u2019", "’")


@pytest.mark.parametrize(
    ("cap", "words"),
    [
        ('amount = "EUR 250000.00"', "each side owes in all at most EUR 250,000.00."),
        ('fees = "150 %", fees_of = "12 months"', "at most 150 % of the fees of 12 months."),
        (
            'amount = "EUR 9.00", fees = "100 %", fees_of = "1 month", which = "higher"',
            "at most the higher of EUR 9.00 and 100 % of the fees of 1 month.",
        ),
    ],
)
def test_the_limit_is_an_amount_a_multiple_of_fees_or_one_of_both(
    engaged: Build, cap: str, words: str
) -> None:
    assert words in section(with_law(engaged(f"[{CITE}]\ncap = {{ {cap} }}\n"), "AT").agreement, CITE)


@pytest.mark.parametrize(
    ("cap", "said"),
    [
        ("", "no limit"),
        ('fees = "100 %"', "needs their time"),
        ('amount = "EUR 9.00", fees_of = "1 month"', "needs their time"),
        ('amount = "EUR 9.00", which = "higher"', "which of an amount and a multiple of fees counts"),
        ('amount = "EUR 9.00", fees = "100 %", fees_of = "1 month"', "which of an amount"),
    ],
)
def test_half_a_limit_is_refused(engaged: Build, cap: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        engaged(f"[{CITE}]\ncap = {{ {cap} }}\n")


@pytest.mark.parametrize(
    ("law", "terms", "finding"),
    [
        ("DE", CAP, None),
        ("DE", CAP.replace("250000", "11999"), "CH-RSK-020"),
        ("DE", CAP.replace("250000", "12000"), None),
        ("DE", CAP + 'higher_data = "EUR 249999.00"\n', "CH-RSK-021"),
        ("DE", CAP + 'higher_data = "EUR 500000.00"\n', None),
        ("DE", CAP + 'client_cap = { amount = "EUR 9000000.00" }\n', "CH-RSK-022"),
        ("DE", CAP + 'client_cap = { amount = "EUR 250000.00" }\n', None),
        ("AT", CAP + 'claims_within = "5 months"\n', "CH-RSK-023"),
        ("AT", CAP + 'claims_within = "12 months"\n', None),
        ("DE", CAP + 'excluded = ["lost profit"]\n', "CH-RSK-024"),
        ("GB-ENG", CAP + 'excluded = ["lost profit"]\n', None),
        ("DE", CAP + 'claims_within = "12 months"\n', "CH-RSK-025"),
    ],
)
def test_findings(engaged: Build, law: str, terms: str, finding: str | None) -> None:
    agreement = with_law(engaged(FEE + terms), law).agreement
    told = [f for f in check(agreement) if f.id.startswith("CH-RSK")]
    assert [f.id for f in told] == ([finding] if finding else [])
    for found in told:
        assert not found.mend or finding not in {f.id for f in check(apply(agreement, list(found.mend)))}
