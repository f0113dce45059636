"""The agreement: a field for each part and, in it, for each clause, in the order of the document.

An absent clause is absent everywhere. `clauses` walks those present, `numbering` gives each its place
("4.9"), so that a citation can be shown the way the document shows it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import Field

from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Keyed
from charter.core.vocabulary.dates import Day
from charter.core.vocabulary.laid_over import LaidOver
from charter.core.vocabulary.late import late
from charter.core.vocabulary.left_open import LeftOpen
from charter.core.vocabulary.numbering import numbered
from charter.core.vocabulary.signing import AGREEMENT
from charter.core.vocabulary.stated import Lasts, LeavesToPeople, Sides, Zone
from charter.core.vocabulary.term import Line, Terms, terms_digest
from charter.core.vocabulary.typed import models, type_at

if TYPE_CHECKING:  # a clause is imported where an agreement has it: one line each, as for its field below
    from charter.core.clauses.communication.channels import Channels
    from charter.core.clauses.communication.decisions import Decisions
    from charter.core.clauses.communication.escalation import Escalation
    from charter.core.clauses.communication.meetings import Meetings
    from charter.core.clauses.communication.stakeholders import Stakeholders
    from charter.core.clauses.communication.updates import Updates
    from charter.core.clauses.confidentiality.ai_tools import AiTools
    from charter.core.clauses.confidentiality.data_protection import DataProtection
    from charter.core.clauses.confidentiality.non_disclosure import NonDisclosure
    from charter.core.clauses.confidentiality.regulated_data import RegulatedData
    from charter.core.clauses.confidentiality.security import Security
    from charter.core.clauses.exit.disputes import Disputes
    from charter.core.clauses.exit.handover import Handover
    from charter.core.clauses.exit.settlement import Settlement
    from charter.core.clauses.exit.termination import Termination
    from charter.core.clauses.financials.additional_work import AdditionalWork
    from charter.core.clauses.financials.day_rate import DayRate
    from charter.core.clauses.financials.deposit import Deposit
    from charter.core.clauses.financials.disputed_invoices import DisputedInvoices
    from charter.core.clauses.financials.equity import Equity
    from charter.core.clauses.financials.expenses import Expenses
    from charter.core.clauses.financials.hourly import Hourly
    from charter.core.clauses.financials.invoicing import Invoicing
    from charter.core.clauses.financials.late_payment import LatePayment
    from charter.core.clauses.financials.milestones import Milestones
    from charter.core.clauses.financials.payment import Payment
    from charter.core.clauses.financials.prepaid import Prepaid
    from charter.core.clauses.financials.rate_review import RateReview
    from charter.core.clauses.financials.retainer import Retainer
    from charter.core.clauses.financials.success import PayOnSuccess
    from charter.core.clauses.financials.suspension import Suspension
    from charter.core.clauses.financials.taxes import Taxes
    from charter.core.clauses.financials.time_records import TimeRecords
    from charter.core.clauses.foundation.commitment import Commitment
    from charter.core.clauses.foundation.conflicts import Conflicts
    from charter.core.clauses.foundation.cover import BeingAway
    from charter.core.clauses.foundation.frame import MasterOrOrder
    from charter.core.clauses.foundation.independence import Independence
    from charter.core.clauses.foundation.parties import Parties
    from charter.core.clauses.foundation.purpose import Purpose
    from charter.core.clauses.foundation.role import ConsultantRole
    from charter.core.clauses.foundation.term import Term
    from charter.core.clauses.general.assignment import Assignment
    from charter.core.clauses.general.force_majeure import ForceMajeure
    from charter.core.clauses.general.interpretation import Interpretation
    from charter.core.clauses.general.law import Law
    from charter.core.clauses.general.notices import Notices
    from charter.core.clauses.general.signature import HowToSign
    from charter.core.clauses.general.special_terms import SpecialTerms
    from charter.core.clauses.general.whole_agreement import WholeAgreement
    from charter.core.clauses.risk.assurances import Assurances
    from charter.core.clauses.risk.compliance import Compliance
    from charter.core.clauses.risk.conversion import Conversion
    from charter.core.clauses.risk.indemnity import Indemnity
    from charter.core.clauses.risk.insurance import Insurance
    from charter.core.clauses.risk.intellectual_property import IntellectualProperty
    from charter.core.clauses.risk.liability import Liability
    from charter.core.clauses.risk.non_disparagement import NonDisparagement
    from charter.core.clauses.risk.restraints import Restraints
    from charter.core.clauses.scope.acceptance import Acceptance
    from charter.core.clauses.scope.boundaries import Boundaries
    from charter.core.clauses.scope.deliverables import Deliverables
    from charter.core.clauses.scope.dependencies import Dependencies
    from charter.core.clauses.scope.revisions import Revisions
    from charter.core.clauses.scope.services import Services
    from charter.core.clauses.scope.standards import Standards
    from charter.core.clauses.trust.feedback import Feedback
    from charter.core.clauses.trust.learning import Learning
    from charter.core.clauses.trust.networking import Networking
    from charter.core.clauses.trust.references import References
    from charter.core.clauses.trust.reviews import Reviews


class AgreementPart(Terms):
    """A part of the agreement, with a field for each clause that it may hold; the field is named as the module is."""

    def __init_subclass__(cls, **more: Any) -> None:  # noqa: ANN401 - what the class is made with
        """Leave each clause to be imported where an agreement has it."""
        super().__init_subclass__(**more)
        room = f"charter.core.clauses.{cls.__name__.lower()}"
        cls.__annotations__ = {
            name: late(f"{room}.{name}", kind) for name, kind in cls.__annotations__.items()
        }


class Foundation(AgreementPart):
    """Who, why, and how much of one another."""

    parties: Parties
    purpose: Purpose | None = None
    role: ConsultantRole | None = None
    commitment: Commitment | None = None
    cover: BeingAway | None = None
    independence: Independence | None = None
    conflicts: Conflicts | None = None
    term: Term
    frame: MasterOrOrder | None = None


class Scope(AgreementPart):
    """What is done, what is not, and how that changes."""

    services: Services | None = None
    deliverables: Deliverables | None = None
    acceptance: Acceptance | None = None
    boundaries: Boundaries | None = None
    dependencies: Dependencies | None = None
    revisions: Revisions | None = None
    standards: Standards | None = None


class Communication(AgreementPart):
    """How the two sides talk."""

    channels: Channels | None = None
    meetings: Meetings | None = None
    updates: Updates | None = None
    stakeholders: Stakeholders | None = None
    decisions: Decisions | None = None
    escalation: Escalation | None = None


class Financials(AgreementPart):
    """What it costs and how it is paid."""

    retainer: Retainer | None = None
    hourly: Hourly | None = None
    day_rate: DayRate | None = None
    milestones: Milestones | None = None
    prepaid: Prepaid | None = None
    success: PayOnSuccess | None = None
    equity: Equity | None = None
    deposit: Deposit | None = None
    additional_work: AdditionalWork | None = None
    expenses: Expenses | None = None
    time_records: TimeRecords | None = None
    invoicing: Invoicing | None = None
    payment: Payment | None = None
    late_payment: LatePayment | None = None
    disputed_invoices: DisputedInvoices | None = None
    suspension: Suspension | None = None
    taxes: Taxes | None = None
    rate_review: RateReview | None = None


class Confidentiality(AgreementPart):
    """Safeguarding information."""

    non_disclosure: NonDisclosure | None = None
    data_protection: DataProtection | None = None
    regulated_data: RegulatedData | None = None
    security: Security | None = None
    ai_tools: AiTools | None = None


class Risk(AgreementPart):
    """Who bears what."""

    intellectual_property: IntellectualProperty | None = None
    assurances: Assurances | None = None
    liability: Liability | None = None
    indemnity: Indemnity | None = None
    insurance: Insurance | None = None
    restraints: Restraints | None = None
    conversion: Conversion | None = None
    non_disparagement: NonDisparagement | None = None
    compliance: Compliance | None = None


class Exit(AgreementPart):
    """How it ends."""

    termination: Termination | None = None
    settlement: Settlement | None = None
    handover: Handover | None = None
    disputes: Disputes | None = None


class Trust(AgreementPart):
    """How trust grows, beyond what is owed."""

    feedback: Feedback | None = None
    reviews: Reviews | None = None
    learning: Learning | None = None
    networking: Networking | None = None
    references: References | None = None


class General(AgreementPart):
    """What every agreement needs."""

    force_majeure: ForceMajeure | None = None
    assignment: Assignment | None = None
    notices: Notices | None = None
    law: Law
    interpretation: Interpretation
    whole_agreement: WholeAgreement | None = None
    signature: HowToSign | None = None
    special_terms: SpecialTerms | None = None


class Agreement(Terms):
    """The terms of one engagement."""

    title: Line = Field("Client engagement agreement", description="The title on the cover.")
    dated: Day = Field(description="The date of the draft, printed in the footer.", examples=["2026-02-16"])
    left_open: LeftOpen | None = Field(None, description="What a side has yet to say.")
    laid_over: LaidOver | None = Field(None, description="The master below it; written by the program.")
    foundation: Foundation
    scope: Scope = Field(default_factory=Scope.model_construct)
    communication: Communication = Field(default_factory=Communication.model_construct)
    financials: Financials = Field(default_factory=Financials.model_construct)
    confidentiality: Confidentiality = Field(default_factory=Confidentiality.model_construct)
    risk: Risk = Field(default_factory=Risk.model_construct)
    exit: Exit = Field(default_factory=Exit.model_construct)
    trust: Trust = Field(default_factory=Trust.model_construct)
    general: General

    def __hash__(self) -> int:
        """Hash the terms as they are written."""
        return hash(self._written)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the terms in hex; the layout of their file does not change it."""
        return terms_digest(self)

    @cached_property
    def _written(self) -> str:
        return self.model_dump_json(exclude_none=True, by_alias=True)

    @cached_property
    def clauses(self) -> dict[Cite, Clause]:
        """The clauses present by path, in the order of the document; those that others left to people act no more."""
        present = {clause.cite: clause for clause in _present(self)}
        changing = (clause for clause in present.values() if isinstance(clause, LeavesToPeople))
        stopped = {cite for clause in changing for cite in clause.leaves_to_people()}
        return present | {cite: _left_to_people(present[cite]) for cite in stopped & present.keys()}

    @cached_property
    def stated(self) -> dict[type, object]:
        """What the clauses state, by its type; where two state the same, the last in the order of the document."""
        return {type(value): value for clause in self.clauses.values() for value in clause.states()}

    @property
    def sides(self) -> Sides:
        """The two parties, and the people who act for them."""
        return stated(self, Sides)

    @property
    def starts(self) -> dt.date:
        """The first day."""
        return stated(self, Lasts).starts

    @property
    def name(self) -> str:
        """How it is cited beside its amendments: "agreement"."""
        return AGREEMENT

    @property
    def zone(self) -> str:
        """The time zone of every date and hour."""
        return stated(self, Zone).name

    def stating(self, kind: type) -> Cite:
        """Name the clause that states something. Raises LookupError where none does."""
        for cite in self.all_stating(kind):
            return cite
        raise LookupError(f"no clause states {kind.__name__}")

    def all_stating(self, kind: type) -> tuple[Cite, ...]:
        """Name the clauses that state something, in the order of the document."""
        present = self.clauses.items()
        return tuple(cite for cite, of in present if any(isinstance(one, kind) for one in of.states()))

    @cached_property
    def fees(self) -> tuple[Cite, ...]:
        """The clauses present that are fees."""
        return tuple(cite for cite, clause in self.clauses.items() if clause.pays)

    @cached_property
    def tables(self) -> dict[str, dict[str, str]]:
        """The names of the things in each keyed table, by the path of the table and the key."""
        return dict(_tables(self))

    @cached_property
    def numbers_given(self) -> dict[Cite, str]:
        """The section number of each clause that is or was there: what was amended keeps the numbers it had."""
        return numbered({}, self.clauses)

    @cached_property
    def numbering(self) -> dict[Cite, str]:
        """The section number of each clause present, in the order of the document: article and place in it."""
        return {cite: self.numbers_given[cite] for cite in self.clauses}


PARTS: dict[str, type[Terms]] = {
    name: field.annotation
    for name, field in Agreement.model_fields.items()
    if isinstance(field.annotation, type) and issubclass(field.annotation, Terms)
}
"""The parts by name, in the order of the document."""


def _present(agreement: Agreement) -> Iterator[Clause]:
    for part in PARTS:
        held = getattr(agreement, part)
        for name in type(held).model_fields:
            if (clause := getattr(held, name)) is not None:
                yield clause


CLAUSES = tuple(Cite(f"{part}.{name}") for part, kind in PARTS.items() for name in kind.model_fields)
"""Every clause of the library by path, in the order of the document; none is imported for it."""


REQUIRED = frozenset(
    Cite(f"{part}.{name}")
    for part, kind in PARTS.items()
    for name, field in kind.model_fields.items()
    if field.is_required()
)
"""The clauses without which there is no deal: who, from when, under which law, counted how."""


@cache
def clause_type(cite: Cite) -> type[Clause]:
    """Give a clause of the library, imported now if it was not before. Raises LookupError where there is none."""
    found = next(models(type_at(Agreement, cite.split("."))), None) if cite in CLAUSES else None
    if found is None:
        raise LookupError(f"no clause is called {cite}")
    return cast("type[Clause]", found)


def clause_types() -> dict[Cite, type[Clause]]:
    """Every clause of the library by path, in the order of the document: all of them are imported for it."""
    return {cite: clause_type(cite) for cite in CLAUSES}


Given = TypeVar("Given")
_NONE: Any = object()


def _left_to_people(clause: Clause) -> Clause:
    """Give a clause as one that acts no more by itself."""
    stopped = clause.model_copy()
    stopped._left_to_people = True  # noqa: SLF001 - of a copy that nobody else has yet
    return stopped


def stated(agreement: Agreement, kind: type[Given], otherwise: Given = _NONE) -> Given:
    """Give what the clauses of an agreement state of a kind, else `otherwise`.

    Raises LookupError where nothing states it and there is no otherwise: a clause that every agreement has does.
    """
    found = agreement.stated.get(kind, otherwise)
    if found is _NONE:
        raise LookupError(f"no clause states {kind.__name__}")
    return cast("Given", found)


def _tables(agreement: Agreement) -> Iterator[tuple[str, dict[str, str]]]:
    for cite, clause in agreement.clauses.items():
        if isinstance(clause, Keyed):
            yield cite, {key: str(getattr(thing, "name", key)) for key, thing in clause.things.items()}
        for name in type(clause).model_fields:
            held = getattr(clause, name)
            if isinstance(held, dict):
                yield f"{cite}.{name}", {key: str(getattr(thing, "name", key)) for key, thing in held.items()}
