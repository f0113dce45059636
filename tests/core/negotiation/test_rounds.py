"""Rounds: whose turn it is, who stands for what, what is agreed, and what the other side never sees."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from charter.core.negotiation.rounds import FIRST, Negotiation, ProposalState, Round, Stand, TermRemark, Turn
from charter.core.vocabulary.party import Side

CLIENT, CONSULTANT = Side.CLIENT, Side.CONSULTANT


def said(n: int, side: Side, *, sent: bool = True, remarks: tuple[TermRemark, ...] = (), **to: int) -> Round:
    return Round(n, side, tuple(Stand(f"a.b.{name}", 60, value) for name, value in to.items()), remarks, sent)


def test_the_client_begins_and_the_consultant_answers() -> None:
    so_far = Negotiation()
    assert so_far.turn == FIRST == Turn(1, CLIENT)
    turns = [so_far.turn]
    for _ in range(3):
        so_far = so_far.adding(Round(*so_far.turn, sent=True))
        turns.append(so_far.turn)
    assert turns == [Turn(1, CLIENT), Turn(1, CONSULTANT), Turn(2, CLIENT), Turn(2, CONSULTANT)]


def test_what_is_not_sent_moves_nothing() -> None:
    begun = Negotiation((said(1, CLIENT, sent=False, notice=30),))
    assert begun.terms == []
    assert begun.turn == FIRST
    assert begun.unsent(CLIENT) is not None
    assert begun.unsent(CONSULTANT) is None
    assert begun.position(CLIENT, "a.b.notice", 60) == 60


def test_a_term_is_agreed_once_both_stand_for_the_same_and_open_again_when_one_leaves() -> None:
    so_far = Negotiation((said(1, CLIENT, notice=30, due=45),))
    assert [each.is_agreed for each in so_far.terms] == [False, False]
    so_far = so_far.adding(said(1, CONSULTANT, notice=45, due=45))
    assert [(each.path, each.agreed_in) for each in so_far.terms] == [("a.b.notice", None), ("a.b.due", 1)]
    so_far = so_far.adding(said(2, CLIENT, notice=45))
    assert so_far.agreed == {"a.b.notice": 45, "a.b.due": 45}
    so_far = so_far.adding(said(2, CONSULTANT, due=14))
    assert [each.path for each in so_far.open_terms] == ["a.b.due"]
    assert so_far.agreed == {"a.b.notice": 45}
    assert so_far.position(CLIENT, "a.b.due", 60) == 45
    back = so_far.adding(said(3, CLIENT, due=60)).adding(said(3, CONSULTANT, due=60))
    assert back.agreed["a.b.due"] == 60
    assert next(each.agreed_in for each in back.terms if each.path == "a.b.due") == 3


def test_what_was_left_unanswered_stays_as_it_was() -> None:
    so_far = Negotiation((said(1, CLIENT, notice=30), said(1, CONSULTANT), said(2, CLIENT)))
    [term] = so_far.open_terms
    assert (term.positions[CLIENT], term.positions[CONSULTANT]) == (30, 60)


def test_what_became_of_a_proposal_is_read_off_what_was_said_later() -> None:
    asked = said(1, CLIENT, kept=30, taken=30, other=30, again=30, gone=30)
    so_far = Negotiation((asked,)).adding(said(1, CONSULTANT, kept=60, taken=30, other=45))
    so_far = so_far.adding(said(2, CLIENT, gone=60, again=30, other=45))
    found = {stand.path.rpartition(".")[2]: so_far.state_of(asked, stand) for stand in asked.stands}
    assert found == {
        "kept": ProposalState.COUNTERED,
        "taken": ProposalState.ACCEPTED,
        "other": ProposalState.COUNTERED,
        "again": ProposalState.OPEN,
        "gone": ProposalState.WITHDRAWN,
    }


SIDES = st.sampled_from(Side)
TEXTS = st.text("abc", min_size=1, max_size=3)
ROUNDS = st.builds(
    Round,
    n=st.integers(1, 4),
    side=SIDES,
    stands=st.lists(st.builds(Stand, TEXTS, st.integers(0, 2), st.integers(0, 2)), max_size=3).map(tuple),
    remarks=st.lists(st.builds(TermRemark, TEXTS, TEXTS, st.booleans()), max_size=3).map(tuple),
    sent=st.booleans(),
)


@given(st.lists(ROUNDS, max_size=6).map(tuple), SIDES)
def test_nobody_sees_what_is_not_sent_or_private_of_the_other(rounds: tuple[Round, ...], side: Side) -> None:
    seen = Negotiation(rounds).seen_by(side)
    others = [each for each in seen.rounds if each.side is not side]
    assert all(each.sent for each in others)
    assert not [remark for each in others for remark in each.remarks if remark.private]
    assert [each for each in seen.rounds if each.side is side] == [e for e in rounds if e.side is side]
    assert seen.terms == Negotiation(rounds).terms
    assert seen.seen_by(side) == seen
    told = [
        remark for path in {r.path for e in rounds for r in e.remarks} for _, remark in seen.remarks_on(path)
    ]
    assert len(told) == sum(len(each.remarks) for each in seen.rounds)


@given(st.lists(ROUNDS, max_size=6).map(tuple))
def test_a_term_is_open_or_agreed(rounds: tuple[Round, ...]) -> None:
    found = Negotiation(rounds)
    assert {each.path for each in found.terms} == {each.path for each in found.open_terms} | set(found.agreed)
    assert not {each.path for each in found.open_terms} & set(found.agreed)
