"""Papers of money in French: their words, figures and days, and what French law asks for on an invoice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

import charter
from charter.core.changes import apply
from charter.core.clauses.financials.late_payment import Claimed
from charter.core.document.tree import plain
from charter.core.engagement import Engagement
from charter.core.issuing import issue
from charter.core.papers.tree import Paper
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.dates import Span
from charter.core.vocabulary.entry import Issued
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.signing import Signed
from charter.formats.papers import markdown, pdf
from tests.core.papers.conftest import LATER
from tests.core.papers.parisian import parisian

NARROW, NO_BREAK = "\u202f", "\u00a0"
OCTOBER = Span(date(2023, 10, 1), date(2023, 11, 1))
LATE = "PS-2023-0003"


@pytest.fixture(scope="module")
def paris(harbourline: Path, tmp_path_factory: pytest.TempPathFactory) -> Engagement:
    return parisian(harbourline, tmp_path_factory.mktemp("paris") / "agreement")


def every_paper(paris: Engagement) -> Iterator[Paper]:
    for entry in paris.journal.of(Issued):
        yield charter.invoice_paper(paris, entry, LATER)
    yield charter.statement_paper(paris, date(2023, 11, 20))
    yield charter.hours_paper(paris, OCTOBER, LATER)
    for message, day in (("reminder", 19), ("reminder", 26)):
        yield charter.letter_paper(paris, LATE, message, date(2023, 10, day))
    yield charter.letter_paper(paris, LATE, "suspension", date(2023, 11, 2))


def notes(paper: Paper) -> dict[str, str]:
    return {fact.label: plain(fact.inlines) for fact in paper.notes}


def taxed_anew(paris: Engagement, *terms: tuple[str, object, object]) -> Paper:
    """Give the first invoice of an engagement that was agreed otherwise."""
    changes = [Change(path, old, new) for path, old, new in terms]
    agreed = Engagement(apply(paris.agreement, changes), journal=Journal(paris.journal.of(Signed)))
    (entry, *_) = issue(agreed, date(2023, 8, 1))
    return charter.invoice_paper(agreed, entry, entry.on)


def test_figures_and_days_are_written_as_in_france(paris: Engagement) -> None:
    (paper,) = (one for one in every_paper(paris) if one.title == "Facture PS-2023-0004")
    assert paper.language == "fr-FR"
    assert paper.band is not None
    assert paper.band.sum.value == (f"19{NARROW}858,07{NO_BREAK}EUR",)
    assert paper.band.until.value == ("mercredi", f"15{NO_BREAK}novembre{NO_BREAK}2023")
    text = markdown.render(paper)
    assert f"Date: **1er{NO_BREAK}novembre{NO_BREAK}2023**" in text
    assert f"| TVA 20{NO_BREAK}% sur 16{NARROW}548,39 | 3{NARROW}309,68 |" in text
    assert "1er–30 novembre 2023 | Forfait mensuel du 1er novembre 2023 au 30 novembre 2023" in text
    assert f"12{NARROW}000,00{NO_BREAK}EUR facturés, 5{NARROW}806,45{NO_BREAK}EUR justes" in text


def test_no_english_word_of_ours_is_left(paris: Engagement) -> None:
    """Names of clauses stay in the language of the contract, as their titles; what people wrote stays, too."""
    ours = re.compile(
        r"\b(?:the|of|and|days?|invoices?|paid|due|hours?|VAT|from|to pay|amount)\b", re.IGNORECASE
    )
    for paper in every_paper(paris):
        own = [
            paper.title,
            paper.lead,
            *(fact.label for fact in (*paper.facts, *paper.notes)),
            *notes(paper).values(),
        ]
        assert [text for text in own if ours.search(re.sub(r"\(?4\.\d [A-Z][a-z ]+", "", text))] == []


def test_french_law_has_its_words_on_each_invoice(paris: Engagement) -> None:
    """Code de commerce, L441-9 I: discount, rate of penalties, fixed sum."""
    said = notes(next(iter(every_paper(paris))))
    assert said["Escompte"] == "Néant en cas de paiement anticipé."
    assert said["Pénalités de retard"] == (
        "Taux de l’opération de refinancement la plus récente de la Banque centrale européenne majoré de 10 points de"
        " pourcentage, exigibles le jour suivant l’échéance, et indemnité forfaitaire pour frais de recouvrement de"
        f" 40,00{NO_BREAK}EUR (Code de commerce, L441-9, L441-10 II, D441-5)."
    )


def test_an_agreed_price_of_lateness_stands_instead(paris: Engagement) -> None:
    paper = taxed_anew(
        paris,
        ("financials.late_payment.interest", "statutory", "12 % a year"),
        ("financials.late_payment.fixed_sum", "statutory", "EUR 60.00"),
    )
    assert notes(paper)["Pénalités de retard"].startswith(f"12{NO_BREAK}% par an, exigibles")
    assert f"recouvrement de 60,00{NO_BREAK}EUR" in notes(paper)["Pénalités de retard"]


def test_the_words_stand_without_a_clause_on_lateness_and_only_on_invoices(paris: Engagement) -> None:
    held = paris.agreement.financials.late_payment
    assert "Escompte" in notes(taxed_anew(paris, ("financials.late_payment", held, None)))
    assert not any("Escompte" in notes(paper) for paper in every_paper(paris) if paper.kind != "invoice")


def test_a_sender_elsewhere_says_nothing_of_it(
    northlight: Engagement, issued: Callable[[str], Issued]
) -> None:
    paper = charter.invoice_paper(northlight, issued("NL-2023-0004"), LATER)
    assert not {"Discount", "Penalties for late payment"} & notes(paper).keys()


@pytest.mark.parametrize(
    ("category", "country", "words"),
    [
        ("small business", "FR", "TVA non applicable, article 293 B du CGI"),
        ("reverse charge", "DE", f"Autoliquidation{NO_BREAK}: la TVA est due par le preneur"),
        ("not taxable", "US", "TVA non applicable, art. 259, 1° du CGI"),
    ],
)
def test_why_there_is_no_tax_is_said_in_french(
    paris: Engagement, category: str, country: str, words: str
) -> None:
    paper = taxed_anew(
        paris,
        ("financials.taxes.category", "standard rate", category),
        ("foundation.parties.client.country", "FR", country),
    )
    assert notes(paper)["Taxe"] == words


def test_a_credit_note_names_the_invoice_and_its_day(
    harbourline: Path, issued: Callable[[str], Issued]
) -> None:
    """CGI, 289 I 5: a paper that changes an invoice refers to it in a way that cannot be mistaken."""
    engagement = charter.load(harbourline)
    spoken = [Change("financials.invoicing.language", None, "fr")]
    french = Engagement(apply(engagement.agreement, spoken), engagement.amendments, engagement.journal)
    paper = charter.invoice_paper(french, issued("NL-2024-0009"), LATER)
    assert paper.title == "Avoir NL-2024-0009"
    said = {fact.label: plain(fact.inlines).replace(NO_BREAK, " ") for fact in paper.facts}
    assert said["Rectifie"] == "NL-2024-0008 du 1er mars 2024"
    assert notes(paper)["TVA"] == f"Veuillez réduire de 919,35{NO_BREAK}EUR la TVA que vous avez déduite."


def test_interest_stands_outside_the_tax(paris: Engagement) -> None:
    day = date(2023, 10, 25)
    then = Engagement(paris.agreement, paris.amendments, paris.known(day).journal)
    then = then.plus(Claimed(on=day, by="mara", invoice=LATE))
    (note,) = (
        draft._replace(day=day).issued("mara")
        for draft in charter.invoices(then, day).drafts
        if all("late_payment" in charge.id for charge in draft.charges)
    )
    paper = charter.invoice_paper(then.plus(note), note, day)
    assert paper.title == f"Note de pénalités de retard {note.number}"
    assert "hors champ de la TVA" in paper.lead
    statement = markdown.render(charter.statement_paper(then.plus(note), day))
    assert f"| Note de pénalités | {note.number} |" in statement


def test_a_day_of_the_week_stands_before_its_day_without_a_comma(paris: Engagement) -> None:
    paper = charter.letter_paper(paris, LATE, "reminder", date(2023, 10, 19))
    assert f"le lundi 16{NO_BREAK}octobre{NO_BREAK}2023" in markdown.render(paper)


def test_hours_left_have_two_decimals(paris: Engagement) -> None:
    assert "| 56,00 | 24,26 | 0,00 |" in markdown.render(charter.hours_paper(paris, OCTOBER, LATER))


def test_each_is_a_pdf_in_french(paris: Engagement) -> None:
    for paper in every_paper(paris):
        assert b"/Lang(fr-FR)" in pdf.render(paper).replace(b"/Lang (", b"/Lang("), paper.title
