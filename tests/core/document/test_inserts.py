"""What a law adds is laid into the text that all laws share, where it says."""

from __future__ import annotations

import pytest

from charter.core.document.inserts import laid_over
from charter.core.document.library import Library

BASE = """# Payment

> In short: pay.

{% if grace %}
**When.** Pay within {{ grace }}:

- the fee
- the tax

{% endif %}
**How.** By bank.

## How we count

**Order.** Oldest first.
"""


def test_an_insert_stands_inside_the_guard_of_its_neighbour() -> None:
    said = laid_over(BASE, "<!-- after: When -->\n**Charges.** Each its own.\n")
    assert "- the tax\n\n**Charges.** Each its own.\n\n{% endif %}\n**How.**" in said


def test_an_insert_takes_the_place_of_a_paragraph_and_of_the_line_in_short() -> None:
    said = laid_over(
        BASE,
        "<!-- instead of: in short -->\n> In short: pay soon.\n\n<!-- instead of: When -->\n**When.** Now.\n",
    )
    assert said.startswith(
        "# Payment\n\n> In short: pay soon.\n\n{% if grace %}\n\n**When.** Now.\n\n{% endif %}\n**How.**"
    )
    assert "- the fee" not in said


def test_inserts_come_at_the_end_of_the_articles_and_of_how_we_count() -> None:
    said = laid_over(
        BASE,
        "<!-- at the end of the articles -->\n{% if grace %}\n**Law.** Section 1.\n{% endif %}\n"
        "<!-- at the end of how we count -->\n**Tax.** Once.\n",
    )
    assert "**How.** By bank.\n\n{% if grace %}\n**Law.** Section 1.\n{% endif %}\n\n## How we count" in said
    assert said.endswith("**Order.** Oldest first.\n\n**Tax.** Once.\n")


@pytest.mark.parametrize(
    ("insert", "told"),
    [
        ("<!-- after: Why -->\nBecause.\n", "no paragraph is called Why"),
        ("<!-- at the end of time -->\nNow.\n", "there is no such place"),
        ("**When.** Now.\n", "begins with a heading"),
    ],
)
def test_an_insert_that_fits_nowhere_is_told(insert: str, told: str) -> None:
    with pytest.raises(LookupError, match=told):
        laid_over(BASE, insert)


def test_a_state_adds_to_what_its_country_adds() -> None:
    library = Library(
        "2026.1",
        {
            "financials/payment.md": BASE,
            "financials/payment@US.md": "<!-- after: How -->\n**Cheques.** By cheque too.\n",
            "financials/payment@US-CA.md": "<!-- after: Cheques -->\n**State.** In California.\n",
        },
    )
    assert library.words("financials.payment", "DE", "en") == BASE
    assert "**Cheques.** By cheque too.\n\n## How" in library.words("financials.payment", "US-NY", "en")
    assert "**Cheques.** By cheque too.\n\n**State.** In California.\n\n## How" in library.words(
        "financials.payment", "US-CA", "en"
    )
