"""An order laid over its master: whose word counts, which paper says what, and what cannot be laid at all."""

from __future__ import annotations

from datetime import date

import pytest

from charter.core.changes import terms_data, written_at
from charter.core.check import check
from charter.core.document import tree
from charter.core.document.assembly import document
from charter.core.engagement import InVain
from charter.core.facts import facts
from charter.core.reading import Problems, read, read_agreement, write
from charter.core.rules.paper_findings import paper_findings
from tests.core.conftest import SIGNED
from tests.core.papers_of_a_frame import MASTER, ORDER, changed, order, texts

DUE = "financials.payment.due_after"
SOONER = '\n[financials.payment]\ndue_after = "14 days"\n'
NAMES = f'\n[foundation.frame]\nnamed_terms = ["{DUE}"]\n'
BOUNDS = """
[scope.boundaries]
answer_within = "5 days"

[scope.boundaries.nights]
not_done = "stand by at night"
instead = "The client's engineers are on call."
"""
IN_VAIN = InVain(DUE, "14 days", "30 days", reserved=False)


def due(
    own: str = SOONER, prevails: str = "order where it names the term", reserved: str = "general.law"
) -> str:
    held = changed(texts(own), "frames/group/agreement.toml", "order where it names the term", prevails)
    held = changed(held, "frames/group/agreement.toml", '["general.law"]', f'["{reserved}"]')
    payment = read(held).agreement.financials.payment
    assert payment is not None
    return str(payment.due_after)


def test_the_clauses_of_both_make_up_one_agreement() -> None:
    agreement = order(BOUNDS).agreement
    laid = agreement.laid_over
    assert laid is not None
    assert laid.master == "Master services agreement"
    assert (agreement.title, str(agreement.dated)) == ("Order 1: the audit", "2026-02-16")
    assert str(agreement.starts) == "2026-03-01"  # each paper has a term of its own
    assert "general.law" in laid.sections
    assert {"foundation.term", "scope.boundaries"}.isdisjoint(laid.sections)
    assert agreement.clauses.keys() >= {"general.law", "foundation.term", "scope.boundaries"}


@pytest.mark.parametrize(
    ("own", "prevails", "reserved", "counts"),
    [
        ("", "order", "general.law", "30 days"),
        (SOONER, "order", "general.law", "14 days"),
        (SOONER, "master", "general.law", "30 days"),
        (SOONER, "order where it names the term", "general.law", "30 days"),
        (SOONER + NAMES, "order where it names the term", "general.law", "14 days"),
        (SOONER + NAMES.replace(".due_after", ""), "order where it names the term", "general.law", "14 days"),
        (SOONER + NAMES, "order where it names the term", "financials.payment", "30 days"),
        (SOONER, "order", DUE, "30 days"),
        (SOONER + NAMES, "master", "general.law", "30 days"),
    ],
)
def test_the_master_says_whose_word_counts(own: str, prevails: str, reserved: str, counts: str) -> None:
    assert due(own, prevails, reserved) == counts


def test_what_does_not_count_is_told() -> None:
    papers = order(SOONER).papers
    assert papers is not None
    assert (papers.name, papers.in_vain) == ("group", (IN_VAIN,))
    named = order(SOONER + NAMES)
    assert named.papers is not None
    assert named.papers.in_vain == ()
    assert named.agreement.laid_over is not None
    assert named.agreement.laid_over.changed == ("foundation.frame.named_terms", DUE)


def test_another_way_to_write_the_same_is_no_other_word() -> None:
    ceiling = '\n[financials.invoicing]\nceiling = "EUR 10000"\n'
    papers = order(ceiling).papers
    assert papers is not None
    assert papers.in_vain == ()


def test_what_the_master_does_not_say_an_order_adds_unless_it_is_reserved() -> None:
    buyer = '\n[financials.invoicing]\npurchase_order = "PO-7"\n'
    assert order(buyer).agreement.laid_over.changed == ("financials.invoicing.purchase_order",)  # type: ignore[union-attr]
    held = changed(texts(buyer), "frames/group/agreement.toml", '"general.law"', '"financials.invoicing"')
    kept = read(held)
    assert kept.papers is not None
    assert kept.papers.in_vain == (
        InVain("financials.invoicing.purchase_order", "PO-7", "nothing", reserved=True),
    )


def test_the_order_says_which_master_it_is_under_without_writing_so() -> None:
    frame = order().agreement.foundation.frame
    assert frame is not None
    assert frame.master is not None
    assert (frame.master.title, str(frame.master.signed_on)) == ("Master services agreement", "2022-01-03")
    assert frame.ends is None
    other = (
        '\n[foundation.frame]\nprevails = "order"\nmaster = { title = "Another", signed_on = 2022-01-03 }\n'
    )
    papers = order(other).papers
    assert papers is not None
    assert [(one.path, one.reserved) for one in papers.in_vain] == [
        ("foundation.frame.prevails", True),
        ("foundation.frame.master.title", True),
    ]


def test_an_order_keeps_the_master_as_it_stood_on_its_date() -> None:
    """An amendment of the master from before the order counts; one from after it does not, and is told."""
    amendment = f"""
charter.schema = 1
number = 1
title = "Longer"
effective = {{day}}
signed = {{day}}

[[change]]
path = "{DUE}"
from = "30 days"
to = "45 days"
"""
    name = "frames__group__amendments__1"
    before = order(**{name: amendment.format(day="2026-02-01")})
    after = order(**{name: amendment.format(day="2026-04-01")})
    told = [str(one.message) for one in paper_findings(after, date(2026, 5, 18)) if one.id == "CH-FND-101"]
    assert [written_at(terms_data(one.agreement), DUE) for one in (before, after)] == ["45 days", "30 days"]
    assert told == [f"The master was amended after this order, which keeps the earlier terms: {DUE}."]
    assert "CH-FND-101" not in {one.id for one in paper_findings(before, date(2026, 5, 18))}


def test_a_master_that_was_signed_after_the_date_of_the_order_says_so_and_is_found() -> None:
    """Its paper says on which day the sides signed the master: never one on which they had not."""
    late = {"frames/group/journal.toml": SIGNED.replace("2022-01-03", "2026-02-20").encode()}
    agreement = read(texts() | late).agreement
    assert agreement.foundation.frame is not None
    assert agreement.foundation.frame.master is not None
    assert agreement.foundation.frame.master.signed_on == date(2026, 2, 20)
    assert "CH-FND-091" in {one.id for one in check(agreement)}


def test_the_document_says_for_each_clause_which_paper_it_stands_in() -> None:
    shown = document(order(SOONER + NAMES + BOUNDS).agreement)
    [schedule] = [each for each in shown.schedules if each.cite == "papers"]
    assert isinstance(schedule, tree.Schedule)
    rows = [[tree.plain(cell) for cell in row] for row in schedule.table.rows]
    assert "Master services agreement" in tree.plain(schedule.intro)
    named = "; ".join(sections for _, sections, _ in rows).split("; ")
    assert len(named) == len(set(named)) == len(list(tree.sections(shown)))
    (order_, of_order, _), (master_, of_master, _), *both = rows
    assert (order_, master_) == ("order", "master")
    assert "1.2 (Start and term)" in of_order
    assert "4.1 (Law and courts)" in of_master
    assert ["master and order", "3.2 (Payment)", "due after"] in both
    alone = document(read({"agreement.toml": MASTER.encode()}).agreement)
    assert "papers" not in {each.cite for each in alone.schedules}


def test_laid_terms_are_whole_without_their_master() -> None:
    """What is put forward for signing holds the terms of both papers, and says which says what."""
    agreement = order(SOONER + NAMES).agreement
    assert read_agreement(write(agreement)) == agreement
    assert read_agreement(write(agreement)).digest == agreement.digest


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ({"agreement.toml": ORDER.encode()}, "there is no master 'group'"),
        (changed(texts(), "frames/group/agreement.toml", "[foundation.frame]", "[foundation.frame]\nmaster = "
            '{ title = "A", signed_on = 2022-01-03 }'), "frames/group is no master"),
        (changed(texts(), "frames/group/agreement.toml", "\ntitle", '\ncharter.frame = "group"\ntitle'),
            "this master names itself as its own master"),
        (changed(texts(), "frames/group/agreement.toml", "\ntitle", '\ncharter.frame = "other"\ntitle'),
            "this master names 'other' as its own master"),
        (changed(texts(), "agreement.toml", "dated", "laid_over = {}\ndated"), "worked out from the frame"),
        (changed(texts(), "frames/group/agreement.toml", '"30 days"', '"30"'), "write the unit"),
    ],
)  # fmt: skip
def test_what_cannot_be_laid_is_refused_at_its_place(held: dict[str, bytes], said: str) -> None:
    with pytest.raises(Problems, match=said) as refused:
        read(held)
    [problem] = refused.value.problems
    assert problem.file == (
        "frames/group/agreement.toml" if "unit" in said or "this master" in said else "agreement.toml"
    )
    assert problem.line > 1


def test_an_order_alone_says_that_its_master_is_not_at_hand() -> None:
    with pytest.raises(Problems, match="under the master 'group', which is not at hand"):
        read_agreement(ORDER)
    for kind in ("journal.toml", "amendments/1.toml"):
        with pytest.raises(Problems, match="only an order lies over a master"):
            read(texts() | {kind: b'[charter]\nframe = "group"\n'})


def test_a_limit_of_the_master_is_shared_and_that_of_an_order_is_its_own() -> None:
    beside = facts(order(BOUNDS), date(2026, 5, 18)).deal.beside
    assert beside.limits == ("financials.invoicing.ceiling",)
