"""What is said, in the reader's language: German by its catalogue, English as each country writes it."""

from __future__ import annotations

import ast
import datetime as dt
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charter.core.language import ENGLISH, Locale, in_language, languages, localised_value, short_date
from charter.core.language.catalogue import catalogue
from charter.core.vocabulary.dates import Duration, Hours, Span
from charter.core.vocabulary.money import Money, Percent, Rate
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, Value, places, say, say_n, verbatim
from tests.core.vocabulary.sayings import said_in_code, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = dt.date(2026, 3, 1)
US, GB, GERMANY, GERMAN = Locale("en", "US"), Locale("en", "GB"), Locale("en", "DE"), Locale("de", "DE")


@pytest.mark.parametrize(
    ("value", "german"),
    [
        (Money(1200000, "EUR"), "12.000,00\u00a0€"),
        (Percent(Decimal("1.5")), "1,5\u00a0%"),
        (Rate.parse("8 % a year"), "8\u00a0% im Jahr"),
        (Rate.parse("1.5 % a month"), "1,5\u00a0% im Monat"),
        (Duration.parse("1 month"), "1 Monat"),
        (Duration.parse("5 business days"), "5 Werktage"),
        (Duration.parse("48 hours"), "48 Stunden"),
        (Duration.parse("2 weeks"), "2 Wochen"),
        (Duration.parse("30 days"), "30 Tage"),
        (Duration.parse("2 years"), "2 Jahre"),
        (Hours(9000), "2,5 Stunden"),
        (Hours(3600), "1 Stunde"),
        (Hours(0), "0 Stunden"),
        (Hours(67_846), "18 Stunden 50 Minuten 46 Sekunden"),
        (Hours(-9000), "-2,5 Stunden"),
        (Span(DAY, dt.date(2026, 4, 1)), "1. März 2026 bis 31. März 2026"),
        (dt.time(9, 30), "09:30"),
        (2026, "2026"),
        ("client", "client"),
        (Side.CLIENT, "Auftraggeber"),
        (("Mara", "Jonas", Side.CLIENT), "Mara, Jonas und Auftraggeber"),
        ((), ""),
    ],
)
def test_germans_read_values_as_they_write_them(value: Value, german: str) -> None:
    assert localised_value(value, GERMAN) == german


def test_a_place_says_how_a_german_value_is_written() -> None:
    assert localised_value(("a", "b"), GERMAN, "or") == "a oder b"
    assert localised_value(("a", "b"), GERMAN, ";") == "a; b"
    assert localised_value(50_000, GERMAN, ",") == "50.000"


@pytest.mark.parametrize(
    ("locale", "english"),
    [
        (US, "$12,000.00 by March 1, 2026, 2:00 p.m., for the organization or the center"),
        (GB, "USD 12,000.00 by 1 March 2026, 14:00, for the organisation or the centre"),
        (GERMANY, "USD 12,000.00 by 1 March 2026, 14:00, for the organisation or the centre"),
        (ENGLISH, "USD 12,000.00 by 1 March 2026, 14:00, for the organisation or the centre"),
        (Locale("fr", "FR"), "USD 12,000.00 by 1 March 2026, 14:00, for the organisation or the centre"),
    ],
)
def test_english_is_written_as_in_the_country(locale: Locale, english: str) -> None:
    whom = say("for {them:or}", them=(say("the organisation"), say("the centre")))
    said = say("{sum} by {day}, {at}, {whom}", sum=Money(1200000, "USD"), day=DAY, at=dt.time(14), whom=whom)
    assert in_language(said, locale) == english


def test_money_of_ones_own_country_has_its_sign_and_no_other() -> None:
    assert [localised_value(Money(-95000, "GBP"), locale) for locale in (GB, US, GERMANY)] == [
        "-£950.00",
        "GBP -950.00",
        "GBP -950.00",
    ]


@given(
    sentences, st.sampled_from([US, GB, GERMAN, Locale("de", "US"), Locale("en", "CA"), Locale("fr", "FR")])
)
def test_whatever_is_said_can_be_printed_for_everyone(sentence: Sentence, locale: Locale) -> None:
    assert isinstance(in_language(sentence, locale), str)


@given(sentences)
def test_plain_english_is_what_str_gives(sentence: Sentence) -> None:
    assert in_language(sentence, ENGLISH) == str(sentence)


def test_what_a_person_wrote_is_never_spelled_otherwise() -> None:
    assert in_language(verbatim("our {organisation}"), US) == "our {organisation}"
    assert in_language(say("{a} b", a="3 days"), GERMAN) == "3 days b"


def test_what_is_not_translated_is_english_as_a_whole() -> None:
    assert in_language(
        say("no such message on {day}, {inner}", day=DAY, inner=say_n("{n} day", "{n} days", 2)), GERMAN
    ) == ("no such message on 1 March 2026, 2 days")


def test_a_country_that_nobody_knows_is_no_reason_to_fail() -> None:
    assert localised_value(DAY, Locale("de", "QQ")) == "1. März 2026"


def test_what_is_all_values_needs_no_translation() -> None:
    assert in_language(say("{one}: {two}", one=DAY, two=Side.CLIENT), GERMAN) == "1. März 2026: Auftraggeber"


@pytest.mark.parametrize(
    ("said", "german"),
    [
        (say_n("late by {n} day", "late by {n} days", 1), "1 Tag überfällig"),
        (say_n("late by {n} day", "late by {n} days", 3), "3 Tage überfällig"),
        (say_n("{n} duty new", "{n} duties new", 2), "2 Pflichten neu"),
        (
            say(
                "+ {amount} in {when}", amount=Money(300_000, "EUR"), when=say("the year from {day}", day=DAY)
            ),
            "+ 3.000,00\u00a0€ in dem Jahr ab 1. März 2026",
        ),
        (
            say("{number}: {total}, due {due}", number="NL-1", total=Money(1200000, "EUR"), due=DAY),
            "NL-1: 12.000,00\u00a0€, fällig am 1. März 2026",
        ),
        (say("{amount} for {invoice}", amount=Money(100, "USD"), invoice="NL-1"), "1,00\u00a0$ auf NL-1"),
        (say("Refuse the renewal of {day}", day=DAY), "Der Verlängerung zum 1. März 2026 widersprechen"),
        (
            say("Talk about what comes after the term ends on {day}", day=DAY),
            "Besprechen, was nach dem Ende der Laufzeit am 1. März 2026 kommt",
        ),
        (
            say("Nothing says what {consultant} is paid.", consultant="Mara Lindqvist"),
            "Nirgends steht, was Mara Lindqvist bekommt.",
        ),
        (say("Add {fees:or}.", fees=("[a.b]", "[c.d]", "[e.f]")), "[a.b], [c.d] oder [e.f] ergänzen."),
        (
            say(
                "The clause {cite} is missing: {why}.",
                cite="exit.termination",
                why=say("neither side can leave"),
            ),
            "Die Klausel exit.termination fehlt: keine Seite kann kündigen.",
        ),
    ],
)
def test_germans_read_these_sentences_in_german(said: Sentence, german: str) -> None:
    assert in_language(said, GERMAN) == german


def test_a_short_day_fits_a_column() -> None:
    assert [short_date(DAY, locale) for locale in (GB, US, GERMAN)] == [
        "1 Mar 2026",
        "Mar 1, 2026",
        "01.03.2026",
    ]


def test_english_starts_without_babel() -> None:
    code = (
        "import sys; from charter.core.language import Locale, in_language\n"
        "from charter.core.vocabulary.sentence import say\n"
        "in_language(say('a {n}', n=1), Locale('en', 'US')); sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - this Python


# ── the catalogues ─────────────────────────────────────────────────────────────────────────────


def known() -> Iterator[str]:
    """Every message that the code says, in its first form, and the words of closed lists."""
    yield from (side.value for side in Side)
    for _, call in said_in_code():
        if isinstance(call.args[0], ast.Constant):
            yield str(call.args[0].value)


@pytest.mark.parametrize("language", sorted(languages() - {"en"}))
def test_every_message_of_a_catalogue_is_said_and_keeps_its_places(language: str) -> None:
    messages = catalogue(language).messages
    assert messages.keys() <= set(known())
    moved = {one: forms for one, forms in messages.items() for form in forms if places(form) != places(one)}
    assert moved == {}


@pytest.mark.parametrize("language", sorted(languages() - {"en"}))
def test_a_plural_has_every_form(language: str) -> None:
    plurals = {str(call.args[0].value) for _, call in said_in_code() if ast.unparse(call.func) == "say_n" and isinstance(call.args[0], ast.Constant)}  # fmt: skip
    assert {
        one: forms
        for one, forms in catalogue(language).messages.items()
        if (len(forms) == 2) != (one in plurals)
    } == {}


def test_a_number_chooses_among_the_forms() -> None:
    assert [catalogue("de").found("{n} day", n) for n in (0, 1, 2)] == ["{n} Tage", "{n} Tag", "{n} Tage"]
    assert [catalogue("fr").found("{n} day", n) for n in (0, 1, 2)] == ["{n} jour", "{n} jour", "{n} jours"]
