"""A finding on a term points to the file that set it: the agreement, or the amendment in force."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from charter.core.reading.term_location import TermLocation
from charter.folder import engagement_texts, load

FEE, PAID = "financials.retainer.amount", "financials.payment.due_after"


def test_a_term_stands_in_the_agreement_until_an_amendment_sets_it(harbourline: Path) -> None:
    texts = engagement_texts(harbourline)
    amendments = load(harbourline).amendments
    before, after = (TermLocation(texts, amendments, date(2023, 10, day)) for day in (15, 16))
    assert before.at(FEE).file == after.at(PAID).file == "agreement.toml"
    assert 'amount = "EUR 12000.00"' in _line(texts, before.at(FEE).file, before.at(FEE).line)
    assert after.at(FEE, "Too dear.").message == "Too dear."
    assert 'to = "EUR 15000.00"' in _line(texts, after.at(FEE).file, after.at(FEE).line)


def test_an_amendment_is_found_by_its_number_whatever_its_file_is_called(harbourline: Path) -> None:
    texts = engagement_texts(harbourline)
    texts["amendments/a-better-fee.toml"] = texts.pop("amendments/1.toml")
    texts["amendments/0-later.toml"] = b"number = 2\n"
    location = TermLocation(texts, load(harbourline).amendments)
    assert location.at(FEE).file == "amendments/a-better-fee.toml"


def _line(texts: dict[str, bytes], file: str, line: int) -> str:
    return texts[file].decode().splitlines()[line - 1]
