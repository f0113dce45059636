"""The journal: what it gives when asked, and that it remembers what it was asked for."""

import pickle
from datetime import date

from charter.core.vocabulary.entry import Accepted, Delivered, Paid, Provided, Reminded, Void, Worked
from charter.core.vocabulary.journal import MOST_FOLDED, Journal, Watched
from charter.core.vocabulary.ledger import ledger

MARA, JONAS = "mara", "jonas"


def day(n: int) -> date:
    return date(2026, 3, n)


def delivered(n: int, thing: str = "audit") -> Delivered:
    return Delivered(on=day(n), by=MARA, deliverable=thing)


def test_entries_of_a_kind_come_by_date_and_within_a_half_open_span() -> None:
    journal = Journal(
        [delivered(9), delivered(2), Accepted(on=day(3), by=JONAS, deliverable="audit"), delivered(5)]
    )
    assert [e.on for e in journal.of(Delivered)] == [day(2), day(5), day(9)]
    assert [e.on for e in journal.of(Delivered, day(5), day(9))] == [day(5)]
    assert [e.on for e in journal.of(Delivered, until=day(5))] == [day(2)]
    assert journal.of(Paid) == ()


def test_entries_of_one_day_stay_in_the_order_recorded() -> None:
    first, second = (Reminded(on=day(4), by=who, of="audit") for who in (MARA, JONAS))
    assert [e.by for e in Journal([first]).plus([second]).of(Reminded)] == [MARA, JONAS]


def test_entries_about_one_thing_are_told_apart() -> None:
    journal = Journal([delivered(2), delivered(3, "roadmap"), delivered(7)])
    assert [e.on for e in journal.about(Delivered, "audit")] == [day(2), day(7)]
    assert [e.on for e in journal.about(Delivered, "audit", day(3))] == [day(7)]
    assert journal.about(Delivered, "nothing") == ()
    assert journal.reminded("audit") is None


def test_more_entries_change_no_journal_that_was_there() -> None:
    before = Journal([delivered(2)])
    assert len(before.about(Delivered, "audit")) == 1
    after = before.plus([delivered(3), Provided(on=day(1), by=JONAS, input="access")])
    assert len(after.about(Delivered, "audit")) == 2
    assert len(before.about(Delivered, "audit")) == len(before.of(Delivered)) == 1
    assert [e.input for e in after.about(Provided, "access")] == ["access"]


def test_a_day_knows_what_was_learned_by_then_less_what_was_voided() -> None:
    late = Paid.model_validate({"on": day(2), "recorded": day(9), "by": JONAS, "amount": "EUR 5.00"})
    wrong = delivered(3).model_copy(update={"id": "slip"})
    journal = Journal([late, wrong, Void(on=day(6), by=MARA, entry="slip")])
    assert journal.known(day(1)).entries == ()
    assert journal.known(day(5)).entries == (wrong,)
    assert [type(e) for e in journal.known(day(6)).entries] == [Void]
    assert [type(e) for e in journal.known(day(9)).entries] == [Paid, Void]


def test_a_journal_whose_entries_are_all_known_is_given_back_as_it_is() -> None:
    journal = Journal([delivered(2)])
    assert journal.known(day(2)) is journal


def test_a_watched_journal_remembers_what_was_read_also_by_a_fold_that_ran_before() -> None:
    journal = Journal([delivered(2)])
    ledger(journal)
    watched = Watched(journal)
    assert watched.reads == set()
    ledger(watched)
    assert Paid in watched.reads
    assert Worked not in watched.reads
    assert ledger(watched) is ledger(journal)


def test_a_journal_is_equal_hashed_and_pickled_by_its_entries() -> None:
    journal = Journal([delivered(2), delivered(3)])
    same, known = Journal([delivered(2), delivered(3)]), journal.known(day(2))
    assert same == journal
    assert hash(same) == hash(journal)
    assert known == Journal([delivered(2)])
    assert known != journal
    assert pickle.loads(pickle.dumps(journal)) == journal  # noqa: S301 - what was just written
    assert pickle.loads(pickle.dumps(known)).of(Delivered) == (delivered(2),)  # noqa: S301 - what was just written
    assert repr(known).startswith("Journal([Delivered(")


def given_back(_: Journal, given: object) -> object:
    return given


def test_folds_of_the_same_entries_are_kept_within_bounds() -> None:
    journal = Journal([delivered(2)])
    kept = [object() for _ in range(3 * MOST_FOLDED)]
    for each in kept:
        assert journal.fold(given_back, each) is each
    assert len(journal._index.folded) <= MOST_FOLDED  # noqa: SLF001 - what is kept is the point


def test_a_correction_that_was_wrong_itself_corrects_nothing() -> None:
    handed = delivered(2).model_copy(update={"id": "handed"})
    wrong = Void(on=day(3), by=MARA, entry="handed", id="wrong")
    journal = Journal([handed, wrong, Void(on=day(4), by=MARA, entry="wrong")])
    assert journal.known(day(3)).of(Delivered) == ()
    assert journal.known(day(4)).of(Delivered) == (handed,)
