"""The table of a negotiation as one side sees it: mine, theirs, agreed, the words, what it costs, what was said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.safestring import SafeString
from pydantic import TypeAdapter, ValidationError

import charter
from charter.core.agreement import Agreement
from charter.core.changes import terms_data, written_at
from charter.core.language import localised_value
from charter.core.negotiation.rounds import ProposalState
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.dates import Duration, Hours
from charter.core.vocabulary.money import Money, Percent, Rate
from charter.core.vocabulary.typed import type_at
from charter.core.workspace.positions import PositionMatch
from charter.formats import redline
from charter.web.drafting.queries import ours
from charter.web.kit.engagements import engagement_in, what_follows
from charter.web.negotiation.queries import negotiation_so_far, rounds_of
from charter.web.templatetags.words import clause_name, reader, written

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from charter.core.document.tree import Document
    from charter.core.negotiation.rounds import NegotiatedTerm, Negotiation, Turn
    from charter.core.negotiation.totals import Totals
    from charter.core.negotiation.weighing import PlaybookView
    from charter.core.vocabulary.finding import Finding
    from charter.core.vocabulary.party import Side
    from charter.core.vocabulary.sentence import Sentence
    from charter.core.workspace.playbook import Position
    from charter.web.kit.models import EngagementRow
    from charter.web.negotiation.models import NegotiationRow

OWN_WORDS = "own words"
LEFT_OUT = "left out"
TAKE, KEEP, NEW = "take", "keep", "new"
NO_WORDS = SafeString()


class RemarkView(NamedTuple):
    """A remark as its reader sees it."""

    text: str
    mine: bool
    private: bool
    n: int
    at: dt.datetime | None


class SaidView(NamedTuple):
    """What was said of a term in a round, and what became of it."""

    n: int
    mine: bool
    value: str
    state: ProposalState


@dataclass(frozen=True)
class TermView:
    """A term of the table. `answer` is what its reader has chosen and not sent, `proposed` the value of it."""

    path: str
    name: str
    cited: str
    mine: str
    theirs: str
    agreed_in: int | None
    answer: str
    proposed: str
    started_here: bool
    costs: tuple[Sentence, ...] = ()
    words: SafeString = NO_WORDS
    match: PlaybookView | None = None
    findings: tuple[Finding, ...] = ()
    fair: str = ""
    said: tuple[SaidView, ...] = ()
    remarks: tuple[RemarkView, ...] = ()

    @property
    def clause(self) -> str:
        """The clause that the term stands in."""
        return str(Cite(self.path).clause) if "." in self.path else self.path

    @property
    def takes_first(self) -> bool:
        """Whether "take" is the first of the answers: what they ask for is preferred or accepted."""
        return self.match is not None and self.match.match in {
            PositionMatch.PREFERRED,
            PositionMatch.ACCEPTED,
        }

    @property
    def never(self) -> bool:
        """Whether what they ask for is never accepted."""
        return self.match is not None and self.match.match is PositionMatch.NEVER


@dataclass(frozen=True)
class NegotiationTable:
    """How a negotiation stands for one side: what is open and what is agreed; `turn` says whose turn it is."""

    turn: Turn
    my_turn: bool
    open: list[TermView]
    agreed: list[TermView]
    together: tuple[Sentence, ...] | None
    totals: Totals | None
    rounds: int
    remarks: int
    private: int
    at: dt.datetime | None = field(default=None)

    @property
    def answered(self) -> int:
        """How many of the open terms have an answer."""
        return sum(bool(each.answer) for each in self.open)

    @property
    def settled(self) -> bool:
        """Whether everything that was talked about is agreed, and something was sent."""
        return self.rounds > 0 and not self.open


def negotiation_table(
    row: EngagementRow,
    of: NegotiationRow,
    side: Side,
    today: dt.date,
    playbook: Mapping[str, Position] | None = None,
) -> NegotiationTable:
    """Give the table as a side sees it; with a playbook, its own, also how the other's wishes stand to that."""

    def compute() -> NegotiationTable:
        return _Table(row, of, side, today, playbook).whole()

    engagement_in(row)
    return what_follows(row, ("negotiation", of.pk, side, today), compute)


class _Table:
    """Puts a table together: what is drawn and computed once is kept here."""

    def __init__(
        self,
        row: EngagementRow,
        of: NegotiationRow,
        side: Side,
        today: dt.date,
        playbook: Mapping[str, Position] | None,
    ) -> None:
        self.side, self.today, self.playbook = side, today, playbook
        self.seen: Negotiation = negotiation_so_far(of).seen_by(side)
        self.sent_at = {key: each.sent for key, each in rounds_of(of).items()}
        self.draft = engagement_in(row).agreement
        self.data = terms_data(self.draft)
        unsent = self.seen.unsent(side)
        self.unsent = {each.path: each.after for each in unsent.stands} if unsent else {}
        self.mine = self._as_i_stand()
        self._drawn: Document | None = None

    def _as_i_stand(self) -> Agreement:
        """Give the draft with what this side stands for on what is open; the draft, where that does not hold."""
        mine = {each.path: each.positions[self.side] for each in self.seen.open_terms}
        return charter.with_terms(self.draft, mine, self.today) or self.draft

    def whole(self) -> NegotiationTable:
        open_terms = self.seen.open_terms
        known = {each.path for each in open_terms}
        fresh = [path for path in self.unsent if path not in known]
        theirs = {each.path: each.positions[self.side.other] for each in open_terms}
        mine = self.seen.unsent(self.side)
        remarks = mine.remarks if mine else ()
        last = self.seen.sent[-1:]
        return NegotiationTable(
            self.seen.turn,
            self.seen.turn.side is self.side,
            [*(self._open(each) for each in open_terms), *(self._fresh(path) for path in fresh)],
            [
                self._agreed(each)
                for each in reversed(self.seen.terms)
                if each.is_agreed and each.path not in fresh
            ],
            charter.costs_together(self.mine, theirs, self.today) if len(theirs) > 1 else None,
            self._totals(theirs),
            len(self.seen.sent),
            len(remarks),
            sum(each.private for each in remarks),
            self.sent_at.get((last[0].n, last[0].side.value)) if last else None,
        )

    def _totals(self, theirs: Mapping[str, Any]) -> Totals | None:
        """Give what a yes to everything weighs; nothing where it would not hold, or nothing is open."""
        taken = charter.with_terms(self.mine, theirs, self.today) if theirs else None
        return charter.totals_between(self.mine, taken, self.side) if taken else None

    def _open(self, term: NegotiatedTerm) -> TermView:
        mine, theirs = term.positions[self.side], term.positions[self.side.other]
        taken = charter.with_terms(self.mine, {term.path: theirs}, self.today)
        match = (
            charter.playbook_view(taken, term.path, self.playbook)
            if taken and self.playbook is not None
            else None
        )
        answer = ""
        if term.path in self.unsent:
            said = self.unsent[term.path]
            answer = TAKE if said == theirs else KEEP if said == mine else NEW
        fair = charter.fair_value(self.mine, term.path)
        return TermView(
            term.path,
            term_name(term.path),
            self._cited(term.path),
            shown_value(term.path, mine),
            shown_value(term.path, theirs),
            None,
            answer,
            shown_value(term.path, self.unsent[term.path]) if answer else "",
            started_here=False,
            costs=charter.proposal_costs(self.mine, term.path, theirs, self.today),
            words=self._words(taken, term.path),
            match=match,
            findings=self._findings(term.path, theirs),
            fair="" if fair in (mine, theirs) else fair,
            said=tuple(self._said(term.path)),
            remarks=tuple(self._remarks(term.path)),
        )

    def _fresh(self, path: str) -> TermView:
        """Give a term that this side brings up in the round that it has not sent."""
        value, was = self.unsent[path], written_at(self.data, path)
        return TermView(
            path,
            term_name(path),
            self._cited(path),
            shown_value(path, was),
            shown_value(path, was),
            None,
            NEW,
            shown_value(path, value),
            started_here=True,
            costs=charter.proposal_costs(self.mine, path, value, self.today),
            words=self._words(charter.with_terms(self.mine, {path: value}, self.today), path),
            findings=self._findings(path, value),
            said=tuple(self._said(path)),
            remarks=tuple(self._remarks(path)),
        )

    def _agreed(self, term: NegotiatedTerm) -> TermView:
        mine, theirs = self._first_said(term, self.side), self._first_said(term, self.side.other)
        return TermView(
            term.path,
            term_name(term.path),
            self._cited(term.path),
            shown_value(term.path, mine),
            shown_value(term.path, theirs),
            term.agreed_in,
            "",
            shown_value(term.path, term.positions[self.side]),
            started_here=False,
            said=tuple(self._said(term.path)),
            remarks=tuple(self._remarks(term.path)),
        )

    def _first_said(self, term: NegotiatedTerm, side: Side) -> Any:  # noqa: ANN401 - terms are of any kind
        """Give what a side asked for by itself at first; else what was drafted."""
        theirs = term.drafted
        for each in self.seen.sent:
            for stand in each.stands:
                if stand.path != term.path:
                    continue
                if each.side is not side:
                    theirs = stand.after
                elif stand.after != theirs:
                    return stand.after
        return term.drafted

    def _findings(self, path: str, value: Any) -> tuple[Finding, ...]:  # noqa: ANN401 - terms are of any kind
        return charter.judged_proposals(self.mine, {path: value}, self.today).findings

    def _words(self, after: Agreement | None, path: str) -> SafeString:
        """Print how the words of the clause change; nothing where the terms would not hold."""
        if after is None:
            return NO_WORDS
        if self._drawn is None:
            self._drawn = charter.drawn(charter.Engagement(self.mine))
        compared = redline.compare(self._drawn, charter.drawn(charter.Engagement(after)))
        return ours(redline.clause_fragment(compared, str(Cite(path).clause) if "." in path else "cover"))

    def _cited(self, path: str) -> str:
        return cited_in(self.draft, path)

    def _said(self, path: str) -> Iterator[SaidView]:
        for each in self.seen.sent:
            for stand in each.stands:
                if stand.path == path:
                    state = self.seen.state_of(each, stand)
                    yield SaidView(each.n, each.side is self.side, shown_value(path, stand.after), state)

    def _remarks(self, path: str) -> Iterator[RemarkView]:
        for each, remark in self.seen.remarks_on(path):
            at = self.sent_at.get((each.n, each.side.value))
            yield RemarkView(remark.text, each.side is self.side, remark.private, each.n, at)


def term_name(path: str) -> str:
    """Give what a term is called within its clause, or the clause's own name.

    >>> term_name("exit.termination.client.notice"), term_name("exit.termination"), term_name("title")
    ('Client notice', 'The whole clause', 'Title')
    """
    steps = path.split(".")
    if steps[-1] == "wording":
        return "The words"
    if len(steps) == 2:  # noqa: PLR2004 - part and clause
        return "The whole clause"
    return " ".join(steps[2:] or steps).replace("_", " ").capitalize()


def cited_in(agreement: Agreement, path: str) -> str:
    """Give the clause of a term as the document cites it, or its name where the document does not have it."""
    if "." not in path:
        return "Cover page"
    clause = Cite(path).clause
    return charter.citation(agreement, path) if clause in agreement.numbering else clause_name(clause)


def shown_value(path: str, value: Any) -> str:  # noqa: ANN401 - terms are of any kind
    """Write a value of a term for the reader: amounts and days in their locale, all else as the file has it.

    >>> shown_value("financials.retainer.amount", "EUR 9600.00"), shown_value("financials.retainer.set_up", None)
    ('EUR 9,600.00', 'left out')
    """
    if value is None:
        return LEFT_OUT
    if path.endswith(".wording"):
        return OWN_WORDS
    if isinstance(value, dict):
        return "there"
    try:
        held = TypeAdapter(type_at(Agreement, path.split("."))).validate_python(value)
    except (ValidationError, TypeError):
        return written(value)
    if isinstance(held, Money | Percent | Rate | Duration | Hours) or type(held).__name__ == "date":
        return localised_value(held, reader.get())
    return written(value)
