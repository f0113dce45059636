"""Names in the wrong place, other words for what has a word here, and paths that lead nowhere."""

from __future__ import annotations

import pytest

from charter.core.reading import Problems, read, read_agreement
from tests.core.amending import amendment

PLACES = [
    ("[financials.payment]\n", '[financials.payment]\nalert = "80 %"\n', "'alert' does not stand in [financials.payment]",
     "move it to [financials.retainer] or [financials.hourly] or [financials.day_rate]"),
    ("[financials.payment]\n", '[financials.payment]\noverage = "EUR 5.00"\n', "'overage' does not stand in [financials.payment]",
     'move it under [financials.retainer]: overage = "EUR 5.00"'),
    ("[general.law]\n", "[general.law]\nrounds = 2\n", "'rounds' does not stand in [general.law]",
     "move it under [scope.acceptance]: rounds = 2"),
    ("[general.law]\n", '[general.law]\nstarts = "soon"\n', "'starts' does not stand in [general.law]",
     'move it under [foundation.term]: starts = "soon"'),
    ("[general.law]\n", '[general.law]\nmethods = ["card"]\n', "'methods' does not stand in [general.law]",
     'move it under [financials.payment]: methods = ["card"]'),
    ("due_after = ", "due = ", "'due' is not known here", "did you mean 'due_after'?"),
    ("[general.law]\n", '[general.law]\nlaw = "DE"\n', "'law' is not known here", "did you mean 'governing'?"),
    ("[scope.acceptance]", "[acceptance]", "'acceptance' does not stand at the top of the file", "write: [scope.acceptance]"),
    ("[exit.settlement]", "[financials.settlement]", "'settlement' does not stand in [financials]", "write: [exit.settlement]"),
    ('title = "Fractional CTO engagement"\ndated = 2023-07-17\n', "", "is missing", None),
    ("[financials.payment]\n", '[financials.payment]\nreminder = "5 days"\n',
     "'reminder' does not stand in [financials.payment]", "move it to [foundation.term] or [scope.acceptance]"),
    ("[communication.meetings.weekly]\n", '[communication.meetings]\nagenda = ["Decisions"]\n[communication.meetings.weekly]\n',
     "'agenda' does not stand in [communication.meetings]",
     'move it under [communication.meetings.…]: agenda = ["Decisions"], under a key of your own in place of …'),
    ('methods = ["bank transfer", "SEPA direct debit"]', 'methods = ["check"]',
     'found "check", expected "bank transfer", "card", "ACH", "SEPA direct debit" or "cheque"', 'write: "cheque"'),
    ('e_invoice = "XRechnung"', 'e_invoice = "ZUGFeRD"', 'found "ZUGFeRD", expected "XRechnung", "Factur-X" or "Peppol BIS"',
     'write: e_invoice = "Factur-X"'),
    ('form = "company"', 'form = "GmbH"', 'found "GmbH", expected "person", "one-person company" or "company"',
     'write: form = "company"'),
    ('form = "company"', 'form = "L.L.C."', 'found "L.L.C.", expected "person", "one-person company" or "company"',
     'write: form = "company"'),
    ('billed = "in advance"', 'billed = "In_Advance"', 'found "In_Advance", expected "in advance" or "in arrears"',
     'write: billed = "in advance"'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said", "hint"), PLACES)
def test_what_stands_in_the_wrong_place_is_told_its_own(
    agreement: str, old: str, new: str, said: str, hint: str | None
) -> None:
    assert old in agreement
    with pytest.raises(Problems) as error:
        read_agreement(agreement.replace(old, new, 1))
    (problem,) = error.value.problems
    assert problem.message == said
    assert hint is None or problem.hint == hint


def test_a_term_of_the_file_itself_is_moved_above_the_tables(agreement: str) -> None:
    text = agreement.replace("dated = 2023-07-17\n", "", 1).replace(
        "[foundation.term]\n", "[foundation.term]\ndated = 2023-07-17\n", 1
    )
    with pytest.raises(Problems) as error:
        read_agreement(text)
    (problem,) = error.value.problems
    assert problem.message == "'dated' does not stand in [foundation.term]"
    assert problem.hint == "move it above the first table: dated = 2023-07-17"


@pytest.mark.parametrize("part", ["foundation", "scope", "communication", "financials", "exit", "general"])
@pytest.mark.parametrize("times", [1, -1])
def test_a_misspelt_part_is_one_problem(agreement: str, part: str, times: int) -> None:
    with pytest.raises(Problems) as error:
        read_agreement(agreement.replace(f"[{part}.", f"[{part[:2]}{part[3:]}.", times))
    (problem,) = error.value.problems
    assert problem.hint == f"did you mean {part!r}?"


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        ("payment", 'write: kind = "paid"'),
        ("Hours", 'write: kind = "hours"'),
        ("invoice", 'write: kind = "issued"'),
        ("huors", "did you mean 'hours'?"),
        ("voucher", 'write: kind = "hours", "paid" or "notice"; the guide shows all'),
    ],
)
def test_another_word_for_a_kind_of_entry(agreement: str, kind: str, hint: str) -> None:
    journal = f'[[entry]]\nkind = "{kind}"\non = 2023-08-01\nby = "jonas"\n'
    with pytest.raises(Problems) as error:
        read({"agreement.toml": agreement.encode(), "journal.toml": journal.encode()})
    (problem,) = error.value.problems
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("financial.retainer.fee", "financials.retainer.amount"),
        ("financials.retainer.huors", "financials.retainer.hours"),
        ("scope.deliverables.audit.nane", "scope.deliverables.audit.name"),
        ("general.laws.governing", "general.law.governing"),
        ("financial.retainer.hours.most", "financials.retainer.hours"),
    ],
)
def test_a_path_that_leads_nowhere_is_told_with_the_nearest(agreement: str, path: str, near: str) -> None:
    more = amendment("More", "2023-10-01", (path, "EUR 12000.00", "EUR 13000.00"), effective="2023-11-01")
    with pytest.raises(Problems) as error:
        read({"agreement.toml": agreement.encode(), "amendments/1.toml": more.encode()})
    (problem,) = error.value.problems
    assert (problem.message, problem.hint) == (f"no term is called {path}", f'did you mean path = "{near}"?')


def test_a_value_of_an_amendment_is_shown_as_it_should_stand_there(agreement: str) -> None:
    change = ("financials.retainer.amount", "EUR 12000.00", "€13,000")
    more = amendment("More", "2023-10-01", change, effective="2023-11-01")
    with pytest.raises(Problems) as error:
        read({"agreement.toml": agreement.encode(), "amendments/1.toml": more.encode()})
    (problem,) = error.value.problems
    assert problem.hint == 'write: to = "EUR 13000.00"'


def test_what_a_misspelt_part_does_not_say_is_missing_all_the_same(agreement: str) -> None:
    text = agreement.replace("[financials.retainer]", "[finacials.retainer]", 1).replace(
        'billed = "in advance"\n', "", 1
    )
    with pytest.raises(Problems) as error:
        read_agreement(text)
    assert [problem.path for problem in error.value.problems] == ["finacials", "financials.retainer.billed"]
