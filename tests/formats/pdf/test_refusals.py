"""What the typesetter refuses or warns of, told in our words."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from charter.core.document.tree import Document, Section, Table, Text
from charter.formats import pdf


class Typesetter:
    """Answers as it is told, in place of Typst."""

    def __init__(self, answer: Exception | tuple[bytes, list[object]]) -> None:
        self.answer = answer

    def compile(self, *_: object, **__: object) -> bytes:
        return b""

    def compile_with_warnings(self, *_: object, **__: object) -> tuple[bytes, list[object]]:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def test_a_warning_of_the_typesetter_is_not_passed_over(
    agreement: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    warned = Typesetter((b"%PDF", [SimpleNamespace(message="unknown font family: serif")]))
    monkeypatch.setattr(pdf, "_compiler", lambda: warned)
    with pytest.raises(pdf.NotSet, match="unknown font family"):
        pdf.render(agreement)


def test_two_clauses_of_one_name_are_an_error_that_names_them(agreement: Document) -> None:
    twice = replace(agreement, articles=(*agreement.articles, replace(agreement.articles[1], part="again")))
    with pytest.raises(
        pdf.NotSet, match=r"“Agreement for a fractional CTO” .* are named financials\.payment"
    ):
        pdf.render(twice)


def test_a_refusal_of_the_typesetter_is_told_in_our_words(agreement: Document) -> None:
    ragged = Section("a.b", "1.1", "Log", (), (Table(("A", "B"), (((Text("x"),),),)),))
    with pytest.raises(pdf.NotSet) as refused:
        pdf.render(replace(agreement, articles=(replace(agreement.articles[0], sections=(ragged,)),)))
    assert "out of bounds" not in str(refused.value)
    assert "out of bounds" in refused.value.__notes__[0]
    assert refused.value.__suppress_context__
