"""Rounds of a negotiation, and what follows from them: who stands for what, what is agreed, whose turn it is.

A round is one exchange: the client says what it stands for, then the consultant answers. A side stands for a value of
a term until it says otherwise; a term is agreed once both stand for the same. So nothing that was sent is ever changed:
that a proposal was accepted, countered or withdrawn is read off what was said after it.

>>> asked = Round(1, Side.CLIENT, (Stand("exit.termination.client.notice", "60 days", "30 days"),), sent=True)
>>> answer = Round(1, Side.CONSULTANT, (Stand("exit.termination.client.notice", "60 days", "45 days"),), sent=True)
>>> so_far = Negotiation((asked, answer))
>>> [(term.positions[Side.CLIENT], term.positions[Side.CONSULTANT], term.agreed_in) for term in so_far.terms]
[('30 days', '45 days', None)]
>>> so_far.turn, str(so_far.state_of(asked, asked.stands[0]))
(Turn(n=2, side=<Side.CLIENT: 'client'>), 'countered')
>>> taken = Round(2, Side.CLIENT, (Stand("exit.termination.client.notice", "60 days", "45 days"),), sent=True)
>>> [term.agreed_in for term in so_far.adding(taken).terms], so_far.adding(taken).agreed
([2], {'exit.termination.client.notice': '45 days'})
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from charter.core.vocabulary.party import Side


class Stand(NamedTuple):
    """What a side stands for on a term from a round on, and what the draft said then.

    Values are as the file writes them; None: the term is left out.
    """

    path: str
    before: Any
    after: Any


class TermRemark(NamedTuple):
    """What a side says about a term; a private one is for its own side alone, whatever is sent."""

    path: str
    text: str
    private: bool


class Round(NamedTuple):
    """What one side says in a round: on which terms it stands for what, and its remarks."""

    n: int
    side: Side
    stands: tuple[Stand, ...] = ()
    remarks: tuple[TermRemark, ...] = ()
    sent: bool = False

    def seen_by(self, side: Side) -> Round | None:
        """Give the round as a side may see it: of the other nothing before it is sent, and nothing private ever."""
        if side is self.side:
            return self
        if not self.sent:
            return None
        return self._replace(remarks=tuple(each for each in self.remarks if not each.private))


class Turn(NamedTuple):
    """Whose turn it is, and in which round."""

    n: int
    side: Side

    @property
    def next(self) -> Turn:
        """The turn after it: the consultant answers the client, whose next turn begins a round."""
        return Turn(self.n + (self.side is Side.CONSULTANT), self.side.other)


FIRST = Turn(1, Side.CLIENT)
"""The consultant wrote the draft, so the client speaks first."""


class ProposalState(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    COUNTERED = "countered"
    WITHDRAWN = "withdrawn"


class NegotiatedTerm(NamedTuple):
    """A term that was talked about: what each side stands for by what was sent.

    `drafted` is what the draft said when it was first talked about. `agreed_in` is the round in which both came to
    stand for the same; None: they do not.
    """

    path: str
    drafted: Any
    positions: Mapping[Side, Any]
    agreed_in: int | None

    @property
    def is_agreed(self) -> bool:
        """Whether both stand for the same."""
        return self.agreed_in is not None


class Negotiation(NamedTuple):
    """The rounds of a negotiation, in their order."""

    rounds: tuple[Round, ...] = ()

    def adding(self, one: Round) -> Negotiation:
        """Give the negotiation with a further round."""
        return Negotiation((*self.rounds, one))

    def seen_by(self, side: Side) -> Negotiation:
        """Give the negotiation as a side may see it."""
        seen = (each.seen_by(side) for each in self.rounds)
        return Negotiation(tuple(each for each in seen if each is not None))

    @property
    def sent(self) -> tuple[Round, ...]:
        """The rounds that both see."""
        return tuple(each for each in self.rounds if each.sent)

    @property
    def turn(self) -> Turn:
        """Whose turn it is."""
        last = self.sent[-1:]
        return Turn(last[0].n, last[0].side).next if last else FIRST

    def unsent(self, side: Side) -> Round | None:
        """Give what a side has begun to say and not sent."""
        return next((each for each in self.rounds if each.side is side and not each.sent), None)

    @property
    def terms(self) -> list[NegotiatedTerm]:
        """The terms that were talked about in what was sent, in the order in which they came up."""
        found: dict[str, NegotiatedTerm] = {}
        for each in self.sent:
            for stand in each.stands:
                found[stand.path] = _standing(found.get(stand.path), each, stand)
        return list(found.values())

    @property
    def open_terms(self) -> list[NegotiatedTerm]:
        """The terms on which the sides stand for different values."""
        return [each for each in self.terms if not each.is_agreed]

    @property
    def agreed(self) -> dict[str, Any]:
        """What both stand for, by the path of the term; it is what the draft is to say."""
        return {each.path: each.positions[Side.CLIENT] for each in self.terms if each.is_agreed}

    def position(self, side: Side, path: str, drafted: Any) -> Any:  # noqa: ANN401 - terms are of any kind
        """Give what a side stands for on a term; of one that nobody talked about: what is drafted."""
        return next((each.positions[side] for each in self.terms if each.path == path), drafted)

    def state_of(self, of: Round, stand: Stand) -> ProposalState:
        """Say what became of a proposal that was sent, by the first that was said of its term afterwards."""
        later = self.sent[self.sent.index(of) + 1 :]
        for each in later:
            for said in each.stands:
                if said.path == stand.path and (each.side is not of.side or said.after != stand.after):
                    return _became(of, stand, each, said)
        return ProposalState.OPEN

    def remarks_on(self, path: str) -> Iterator[tuple[Round, TermRemark]]:
        """Give the remarks on a term with their rounds, the first first."""
        for each in self.rounds:
            yield from ((each, remark) for remark in each.remarks if remark.path == path)


def _standing(known: NegotiatedTerm | None, of: Round, stand: Stand) -> NegotiatedTerm:
    """Give a term after a further stand on it."""
    drafted = known.drafted if known else stand.before
    positions = dict(known.positions) if known else dict.fromkeys(Side, stand.before)
    positions[of.side] = stand.after
    agreed = positions[Side.CLIENT] == positions[Side.CONSULTANT]
    was = known.agreed_in if known else None
    return NegotiatedTerm(stand.path, drafted, positions, (was or of.n) if agreed else None)


def _became(of: Round, stand: Stand, later: Round, said: Stand) -> ProposalState:
    if later.side is of.side:
        return ProposalState.WITHDRAWN
    return ProposalState.ACCEPTED if said.after == stand.after else ProposalState.COUNTERED
