"""A draft shows in brackets who has yet to say what, and changes nothing else."""

from __future__ import annotations

from charter.core.agreement import Agreement
from charter.core.changes import apply, changes
from charter.core.document.assembly import document
from charter.core.document.left_open import bracketed
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.left_open import address_to_come, to_come
from charter.core.vocabulary.party import Side
from charter.formats import markdown

OPEN = {
    "foundation.parties.client.name": to_come(Side.CLIENT),
    "foundation.parties.people.jonas.title": to_come(Side.CLIENT),
    "foundation.parties.people.mara.email": address_to_come(Side.CONSULTANT),
    "foundation.purpose.why": to_come(Side.CLIENT),
}


def with_open_places(agreement: Agreement) -> Agreement:
    return apply(agreement, [Change(path, None, text) for path, text in OPEN.items()])


def test_each_open_place_names_its_side_and_term(harbourline: Agreement) -> None:
    shown = bracketed(with_open_places(harbourline))
    assert {change.path: change.after for change in changes(with_open_places(harbourline), shown)} == {
        "foundation.parties.client.name": "[client: name]",
        "foundation.parties.people.jonas.title": "[client: jonas title]",
        "foundation.parties.people.mara.email": "[consultant: mara email]",
        "foundation.purpose.why": "[client: why]",
    }


def test_an_item_of_a_list_is_named_by_its_list(harbourline: Agreement) -> None:
    open_list = apply(
        harbourline, [Change("confidentiality.data_protection.kinds", None, ["Names", to_come(Side.CLIENT)])]
    )
    found = changes(open_list, bracketed(open_list))
    assert [(change.path, change.after) for change in found] == [
        ("confidentiality.data_protection.kinds", ["Names", "[client: kinds]"])
    ]


def test_the_document_prints_them_and_no_words_of_our_own(harbourline: Agreement) -> None:
    text = markdown.render(document(with_open_places(harbourline)))
    assert "**Client**: \\[client: name\\]." in text
    assert "to be given" not in text
    assert "to-be-given" not in text


def test_what_is_whole_is_the_agreement_itself(harbourline: Agreement) -> None:
    assert bracketed(harbourline) is harbourline
