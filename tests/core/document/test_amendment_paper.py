"""The paper of an amendment: what it names, each term and each sentence that changes, and who signs."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from charter.core.agreement import Agreement
from charter.core.changes import Amendment, amend
from charter.core.document import tree
from charter.core.document.amended import shown
from charter.core.document.amendment_paper import (
    Background,
    amendment_paper,
    consolidated,
    of_terms_alone,
    undone,
)
from charter.core.document.assembly import document
from charter.core.document.library import edition
from charter.core.vocabulary.money import Money
from charter.formats import docx, html, json_tree, markdown, pdf

MAY = dt.date(2026, 5, 1)
SIGNED = Background(dt.date(2026, 2, 20), (), Money(300000, "EUR"), dt.date(2026, 12, 31))
DEARER = ("financials.retainer.amount", "EUR 12000.00", "EUR 15000.00")


def by(*changes: tuple[str, Any, Any], kind: str = "amendment") -> Amendment:
    listed = [{"path": path, "from": before, "to": after} for path, before, after in changes]
    said = {"number": 1, "title": "More hours", "kind": kind, "effective": str(MAY), "change": listed}
    return Amendment.model_validate_json(json.dumps(said), strict=True)


def paper_of(
    agreement: Agreement,
    amendment: Amendment,
    *,
    put_forward: dt.date | None = None,
    background: Background = SIGNED,
) -> tree.Document:
    after = amend(agreement, amendment)
    whole = document(after, version="")
    layout = shown(whole, edition())
    return amendment_paper(
        amendment, agreement, after, layout=layout, background=background, put_forward=put_forward
    )


def fact(paper: tree.Document, label: str) -> str:
    return next(tree.plain(each.inlines) for each in paper.cover if each.label == label)


def rows(paper: tree.Document, label: str) -> list[tuple[str, ...]]:
    tables = (each.table for each in paper.cover if each.label == label)
    return [tuple(map(tree.plain, row)) for table in tables if table for row in table.rows]


def test_it_names_the_agreement_the_sides_and_the_day_of_signing(harbourline: Agreement) -> None:
    paper = paper_of(harbourline, by(DEARER))
    sides = harbourline.sides
    said = fact(paper, "Agreement")
    assert all(each in said for each in (harbourline.title, sides.client.name, sides.consultant.name))
    assert said.endswith("signed on 20 February 2026.")
    unsigned = paper_of(harbourline, by(DEARER), background=Background(None, ("no. 2",), None, MAY))
    assert "dated " in fact(unsigned, "Agreement")
    assert fact(unsigned, "Agreement").endswith("as amended by no. 2.")


@pytest.mark.parametrize(
    ("kind", "title"),
    [("amendment", "Amendment no. 1: More hours"), ("change order", "Change order no. 1: More hours")],
)
def test_it_is_titled_by_its_kind(harbourline: Agreement, kind: str, title: str) -> None:
    assert paper_of(harbourline, by(DEARER, kind=kind)).title == title


def test_each_term_stands_with_its_clause_and_both_values(harbourline: Agreement) -> None:
    paper = paper_of(harbourline, by(DEARER))
    assert rows(paper, "What changes") == [
        ("4.1 Retainer", "The fee for a whole period", "EUR 12,000.00", "EUR 15,000.00")
    ]


def test_each_sentence_that_reads_differently_stands_once_old_and_new(harbourline: Agreement) -> None:
    found = {row[0]: row[1:] for row in rows(paper_of(harbourline, by(DEARER)), "In words")}
    was, now = found["4.1.1 Price"]
    assert was.replace("12,000.00", "15,000.00") == now
    assert "4.1.2 Included Hours" not in found
    assert [name for name in found if name.endswith(" Day 0")]


def test_what_a_price_was_and_is_and_what_that_comes_to(harbourline: Agreement) -> None:
    paper = paper_of(harbourline, by(DEARER))
    assert "pays EUR 3,000.00 more until 31 December 2026" in fact(paper, "What it costs")
    assert [(was[:13], now[:13]) for _, was, now in rows(paper, "What it costs")] == [
        ("EUR 12,000.00", "EUR 15,000.00")
    ]


def test_what_costs_less_or_nothing_says_so(harbourline: Agreement) -> None:
    less = Background(None, (), Money(-300000, "EUR"), MAY)
    assert "EUR 3,000.00 less" in fact(paper_of(harbourline, by(DEARER), background=less), "What it costs")
    slower = ("financials.payment.due_after", "14 days", "30 days")
    nothing = paper_of(harbourline, by(slower), background=Background(None, (), None, MAY))
    assert "changes no charge" in fact(nothing, "What it costs")
    assert rows(nothing, "What it costs") == []


def test_a_clause_taken_out_and_one_brought_in(harbourline: Agreement) -> None:
    late = harbourline.model_dump(mode="json", exclude_none=True, by_alias=True)["financials"]["late_payment"]
    gone = paper_of(harbourline, by(("financials.late_payment", late, None)))
    assert [row[1] for row in rows(gone, "What changes")] == ["The clause is taken out; its number stays."]
    taken = [row for row in rows(gone, "In words") if row[1] and not row[2]]
    assert any("Interest" in row[0] for row in taken)
    without = amend(harbourline, by(("financials.late_payment", late, None)))
    back = paper_of(without, by(("financials.late_payment", None, late)))
    assert [row[1] for row in rows(back, "What changes")] == ["The clause is added."]
    assert any("Interest" in row[0] and row[2] and not row[1] for row in rows(back, "In words"))


def test_a_thing_of_a_table_is_called_by_its_name(harbourline: Agreement) -> None:
    things = harbourline.scope.deliverables
    assert things
    key, thing = next(iter(things.things.items()))
    path = f"scope.deliverables.{key}.due"
    paper = paper_of(harbourline, by((path, str(thing.due), "2026-12-01")))
    [(clause, term, was, now)] = rows(paper, "What changes")
    assert clause.endswith("Deliverables")
    assert term.startswith(f"{thing.name}: ")
    assert was != now == "1 December 2026"


def test_people_of_before_sign(harbourline: Agreement) -> None:
    people = harbourline.foundation.parties.people
    key = next(key for key, one in people.items() if one.side == "client" and "sign" in (one.may or ()))
    paper = paper_of(harbourline, by((f"foundation.parties.people.{key}.name", people[key].name, "Ada Neu")))
    assert people[key].name in [one.name for block in paper.signatures for one in block.signatories]


def test_signed_after_its_day_it_says_so_plainly(harbourline: Agreement) -> None:
    late = paper_of(harbourline, by(DEARER), put_forward=dt.date(2026, 5, 2))
    assert fact(late, "Effective").endswith(
        "after that day, on 2 May 2026 at the earliest: it is effective as of 1 May 2026."
    )
    for day in (None, MAY, dt.date(2026, 4, 1)):
        assert fact(paper_of(harbourline, by(DEARER), put_forward=day), "Effective") == (
            "From the start of Friday, 1 May 2026."
        )


def test_the_terms_before_are_told_from_those_after(harbourline: Agreement) -> None:
    amendment = by(DEARER)
    assert undone(amend(harbourline, amendment), amendment) == harbourline


def test_the_whole_text_beside_it_is_signed_by_nobody(harbourline: Agreement) -> None:
    after = amend(harbourline, by(DEARER))
    whole = consolidated(document(after, version=""), after, by(DEARER))
    assert whole.signatures == ()
    assert tree.plain(whole.closing).startswith("This is the Agreement as amended by amendment no. 1.")


def test_every_format_prints_it(harbourline: Agreement) -> None:
    paper = paper_of(harbourline, by(DEARER))
    words = markdown.render(paper)
    assert "| 4.1 Retainer | The fee for a whole period | EUR 12,000.00 | EUR 15,000.00 |" in words
    assert "EUR 15,000.00" in html.render(paper)
    assert docx.render(paper)[:2] == b"PK"
    assert pdf.render(paper)[:4] == b"%PDF"
    assert tree.from_data(json.loads(json_tree.render(paper))) == paper


def test_a_value_of_any_shape_stands_in_one_line(harbourline: Agreement) -> None:
    """A yes or no, a list of people by their names, a table by its terms, and what was not there before."""
    nadia = {"side": "client", "name": "Nadia Haddad", "title": "Counsel", "email": "nadia@client.example"}
    paper = paper_of(
        harbourline,
        by(
            ("exit.termination.insolvency", True, False),
            ("communication.meetings.weekly.who", ["jonas", "mara"], ["mara"]),
            ("foundation.parties.people.nadia", None, nadia),
        ),
    )
    values = [row[2:] for row in rows(paper, "What changes")]
    names = {key: person.name for key, person in harbourline.foundation.parties.people.items()}
    assert sorted(values) == sorted(
        [
            ("yes", "no"),
            (f"{names['jonas']}, {names['mara']}", names["mara"]),
            (
                "not agreed",
                "side: client; name: Nadia Haddad; title: Counsel; email: nadia@client.example",
            ),
        ]
    )


def test_a_price_with_a_most_says_so(harbourline: Agreement) -> None:
    retainer = harbourline.financials.retainer
    assert retainer is not None
    overage = str(retainer.overage)
    paper = paper_of(harbourline, by(("financials.retainer.overage", overage, "EUR 999.00")))
    [(what, was, now)] = rows(paper, "What it costs")
    assert "; at most " in was
    assert now.startswith("EUR 999.00; at most ")
    assert what


def test_what_follows_from_the_terms_is_the_same_whoever_draws_it(harbourline: Agreement) -> None:
    """The day on which it was put forward, what it costs and what the program calls a term come from outside."""
    amendment = by(DEARER)
    other = Background(dt.date(2026, 1, 2), ("no. 7",), None, MAY)
    one, two = (
        paper_of(harbourline, amendment, put_forward=day, background=background)
        for day, background in ((None, SIGNED), (dt.date(2026, 4, 1), other))
    )
    assert one != two
    assert of_terms_alone(one).cover == of_terms_alone(two).cover
    dearer = paper_of(harbourline, by((*DEARER[:2], "EUR 15000.01")))
    assert of_terms_alone(dearer).cover != of_terms_alone(one).cover
    assert rows(of_terms_alone(one), "What changes") == [("4.1 Retainer", "EUR 12,000.00", "EUR 15,000.00")]


@pytest.mark.parametrize(
    ("label", "was", "forged"),
    [
        ("What it costs", "EUR 15,000.00", "EUR 14,000.00"),
        ("Agreement", "Harbourline Logistics GmbH", "Harbourline Rail GmbH"),
    ],
)
def test_a_price_or_a_party_that_its_terms_do_not_say_is_no_longer_the_same(
    harbourline: Agreement, label: str, was: str, forged: str
) -> None:
    paper = paper_of(harbourline, by(DEARER))
    data = json.dumps(tree.to_data(paper), ensure_ascii=False)
    (place,) = (n for n, each in enumerate(paper.cover) if each.label == label)
    cover = tree.to_data(paper)["cover"]
    said = json.dumps(cover[place], ensure_ascii=False)
    assert was in said
    other = tree.from_data(json.loads(data.replace(said, said.replace(was, forged))))
    assert isinstance(other, tree.Document)
    assert of_terms_alone(other).cover != of_terms_alone(paper).cover


def test_a_price_that_is_only_earned_later_is_not_called_no_change(harbourline: Agreement) -> None:
    """Brightkettle's change order no. 1 raised a milestone, and its paper said that it changes no charge."""
    nothing = Background(None, (), None, MAY)
    said = fact(paper_of(harbourline, by(DEARER), background=nothing), "What it costs")
    assert "These prices change from" in said
    assert "no charge" not in said
