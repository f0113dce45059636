"""Charter: engagement agreements of fractional CTOs, drafted, checked, signed, and lived by.

This is the front door: the whole public API. Imports are lazy, because the start-up of a command counts.

>>> import charter
>>> sorted(name for name in dir(charter) if name.islower() and not name.startswith("_"))[:4]
['acknowledge', 'acknowledgements', 'adds_up_hours', 'amend']
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from charter.core.agreement import Agreement as Agreement
    from charter.core.agreement import clause_types as clause_types
    from charter.core.billing import Invoices as Invoices
    from charter.core.billing import Statement as Statement
    from charter.core.billing import charges as charges
    from charter.core.billing import invoices as invoices
    from charter.core.billing import statement as statement
    from charter.core.brought_about import BroughtAbout as BroughtAbout
    from charter.core.brought_about import brought_about as brought_about
    from charter.core.changes import Amendment as Amendment
    from charter.core.changes import amend as amend
    from charter.core.changes import changes as changes
    from charter.core.check import check as check
    from charter.core.check import check_in as check_in
    from charter.core.decisions import decisions as decisions
    from charter.core.difference import Difference as Difference
    from charter.core.difference import difference as difference
    from charter.core.document.assembly import document as document
    from charter.core.document.library import citation as citation
    from charter.core.document.tree import Document as Document
    from charter.core.draft import Draft as Draft
    from charter.core.draft import draft as draft
    from charter.core.drawing import drawn as drawn
    from charter.core.drawing import drawn_as_amended as drawn_as_amended
    from charter.core.duties import duties as duties
    from charter.core.duty_list import EngagementState as EngagementState
    from charter.core.duty_list import engagement_state as engagement_state
    from charter.core.duty_list import repeated as repeated
    from charter.core.duty_list import unmet_duties as unmet_duties
    from charter.core.effects import Comparison as Comparison
    from charter.core.effects import compare_agreements as compare_agreements
    from charter.core.effects import effects_of as effects_of
    from charter.core.engagement import Engagement as Engagement
    from charter.core.exit_plan import ExitOption as ExitOption
    from charter.core.exit_plan import ExitPlan as ExitPlan
    from charter.core.exit_plan import exit_plan as exit_plan
    from charter.core.facts import facts as facts
    from charter.core.findings import LocatedFinding as LocatedFinding
    from charter.core.findings import located_findings as located_findings
    from charter.core.findings import with_file_paths as with_file_paths
    from charter.core.included_hours import adds_up_hours as adds_up_hours
    from charter.core.interview.asking import asked_questions as asked_questions
    from charter.core.interview.asking import next_question as next_question
    from charter.core.interview.asking import note_on as note_on
    from charter.core.interview.asking import offered_answer as offered_answer
    from charter.core.interview.asking import taken_up as taken_up
    from charter.core.interview.asking import understood_answer as understood_answer
    from charter.core.interview.asking import usual_answers as usual_answers
    from charter.core.interview.drafting import Drafted as Drafted
    from charter.core.interview.drafting import drafted as drafted
    from charter.core.interview.own_words import in_own_words as in_own_words
    from charter.core.interview.positions import usual_positions as usual_positions
    from charter.core.interview.presets import kinds_of_work as kinds_of_work
    from charter.core.interview.questions import Question as Question
    from charter.core.interview.situation import Situation as Situation
    from charter.core.interview.situation import governing_law as governing_law
    from charter.core.interview.state import Interview as Interview
    from charter.core.interview.state import Wrong as Wrong
    from charter.core.interview.writing import write_draft as write_draft
    from charter.core.issuing import Above as Above
    from charter.core.issuing import AboveCeiling as AboveCeiling
    from charter.core.issuing import NoDraft as NoDraft
    from charter.core.issuing import NotIssued as NotIssued
    from charter.core.issuing import Shown as Shown
    from charter.core.issuing import folded as folded
    from charter.core.issuing import shown_invoices as shown_invoices
    from charter.core.kinds import notice_kinds as notice_kinds
    from charter.core.known import unsaid as unsaid
    from charter.core.law.lookup import LegalFact as LegalFact
    from charter.core.law.lookup import law_in_force as law_in_force
    from charter.core.law.statements import LegalStatement as LegalStatement
    from charter.core.law.statements import law_statements as law_statements
    from charter.core.log import Logged as Logged
    from charter.core.log import log as log
    from charter.core.log import log_kinds as log_kinds
    from charter.core.mending import Mended as Mended
    from charter.core.mending import mend_findings as mend_findings
    from charter.core.negotiation.proposals import JudgedProposals as JudgedProposals
    from charter.core.negotiation.proposals import judged_proposals as judged_proposals
    from charter.core.negotiation.proposals import own_words as own_words
    from charter.core.negotiation.proposals import terms_of_clause as terms_of_clause
    from charter.core.negotiation.proposals import with_terms as with_terms
    from charter.core.negotiation.rounds import Negotiation as Negotiation
    from charter.core.negotiation.totals import Totals as Totals
    from charter.core.negotiation.totals import totals_between as totals_between
    from charter.core.negotiation.weighing import costs_together as costs_together
    from charter.core.negotiation.weighing import fair_value as fair_value
    from charter.core.negotiation.weighing import playbook_view as playbook_view
    from charter.core.negotiation.weighing import proposal_costs as proposal_costs
    from charter.core.next_change import next_change as next_change
    from charter.core.pages import ClausePage as ClausePage
    from charter.core.pages import clause_called as clause_called
    from charter.core.pages import clause_page as clause_page
    from charter.core.pages import deal_page as deal_page
    from charter.core.pages import steps as steps
    from charter.core.papers import NotAsIssued as NotAsIssued
    from charter.core.papers import NothingYet as NothingYet
    from charter.core.papers import hours_paper as hours_paper
    from charter.core.papers import invoice_paper as invoice_paper
    from charter.core.papers import issue as issue
    from charter.core.papers import issued_paper as issued_paper
    from charter.core.papers import letter_paper as letter_paper
    from charter.core.papers import statement_paper as statement_paper
    from charter.core.papers.tree import Paper as Paper
    from charter.core.reading import Problem as Problem
    from charter.core.reading import Problems as Problems
    from charter.core.reading import engagement_of as engagement_of
    from charter.core.reading import read as read
    from charter.core.reading import schema as schema
    from charter.core.reading import write as write
    from charter.core.reading.settings import read_settings as read_settings
    from charter.core.reasons import OfTerms as OfTerms
    from charter.core.reasons import Reason as Reason
    from charter.core.reasons import explained as explained
    from charter.core.reasons import reasons as reasons
    from charter.core.rules.journal_rules import may_add as may_add
    from charter.core.timeline import timeline_marks as timeline_marks
    from charter.core.workspace.acknowledged import Acknowledged as Acknowledged
    from charter.core.workspace.acknowledged import Acknowledgement as Acknowledgement
    from charter.core.workspace.acknowledged import acknowledgements as acknowledgements
    from charter.core.workspace.acknowledged import rests_on as rests_on
    from charter.core.workspace.beginning import begin as begin
    from charter.core.workspace.settings import Settings as Settings
    from charter.core.workspace.workspace import Workspace as Workspace
    from charter.folder import append_entries as append_entries
    from charter.folder import create_agreement as create_agreement
    from charter.folder import engagement_texts as engagement_texts
    from charter.folder import keep_answers as keep_answers
    from charter.folder import keep_paper as keep_paper
    from charter.folder import kept_answers as kept_answers
    from charter.folder import kept_paper as kept_paper
    from charter.folder import load as load
    from charter.folder import load_terms as load_terms
    from charter.folder import named_texts as named_texts
    from charter.folder import rewrite_agreement as rewrite_agreement
    from charter.workspace_folder import NoWorkspace as NoWorkspace
    from charter.workspace_folder import acknowledge as acknowledge
    from charter.workspace_folder import hours_owed as hours_owed
    from charter.workspace_folder import load_own_words as load_own_words
    from charter.workspace_folder import load_settings as load_settings
    from charter.workspace_folder import load_workspace as load_workspace
    from charter.workspace_folder import locked_numbering as locked_numbering

_HOMES = {
    "Above": "core.issuing",
    "AboveCeiling": "core.issuing",
    "Agreement": "core.agreement",
    "Amendment": "core.changes",
    "ClausePage": "core.pages",
    "Comparison": "core.effects",
    "Drafted": "core.interview.drafting",
    "EngagementState": "core.duty_list",
    "Difference": "core.difference",
    "Document": "core.document.tree",
    "Draft": "core.draft",
    "Engagement": "core.engagement",
    "BroughtAbout": "core.brought_about",
    "ExitPlan": "core.exit_plan",
    "Invoices": "core.billing",
    "LocatedFinding": "core.findings",
    "Logged": "core.log",
    "NoDraft": "core.issuing",
    "NotAsIssued": "core.papers",
    "NothingYet": "core.papers",
    "hours_paper": "core.papers",
    "letter_paper": "core.papers",
    "statement_paper": "core.papers",
    "NotIssued": "core.issuing",
    "OfTerms": "core.reasons",
    "Paper": "core.papers.tree",
    "Problem": "core.reading",
    "Problems": "core.reading",
    "LegalFact": "core.law.lookup",
    "LegalStatement": "core.law.statements",
    "Reason": "core.reasons",
    "Settings": "core.workspace.settings",
    "Shown": "core.issuing",
    "Situation": "core.interview.situation",
    "Statement": "core.billing",
    "ExitOption": "core.exit_plan",
    "Workspace": "core.workspace.workspace",
    "adds_up_hours": "core.included_hours",
    "amend": "core.changes",
    "append_entries": "folder",
    "begin": "core.workspace.beginning",
    "changes": "core.changes",
    "charges": "core.billing",
    "check": "core.check",
    "check_in": "core.check",
    "citation": "core.document.library",
    "clause_called": "core.pages",
    "clause_page": "core.pages",
    "clause_types": "core.agreement",
    "compare_agreements": "core.effects",
    "engagement_state": "core.duty_list",
    "create_agreement": "folder",
    "deal_page": "core.pages",
    "decisions": "core.decisions",
    "difference": "core.difference",
    "document": "core.document.assembly",
    "draft": "core.draft",
    "drafted": "core.interview.drafting",
    "drawn": "core.drawing",
    "drawn_as_amended": "core.drawing",
    "duties": "core.duties",
    "engagement_of": "core.reading",
    "brought_about": "core.brought_about",
    "exit_plan": "core.exit_plan",
    "explained": "core.reasons",
    "facts": "core.facts",
    "located_findings": "core.findings",
    "folded": "core.issuing",
    "governing_law": "core.interview.situation",
    "invoice_paper": "core.papers",
    "invoices": "core.billing",
    "issue": "core.papers",
    "issued_paper": "core.papers",
    "asked_questions": "core.interview.asking",
    "next_question": "core.interview.asking",
    "note_on": "core.interview.asking",
    "offered_answer": "core.interview.asking",
    "taken_up": "core.interview.asking",
    "understood_answer": "core.interview.asking",
    "usual_answers": "core.interview.asking",
    "usual_positions": "core.interview.positions",
    "Interview": "core.interview.state",
    "Wrong": "core.interview.state",
    "Question": "core.interview.questions",
    "keep_answers": "folder",
    "kept_answers": "folder",
    "hours_owed": "workspace_folder",
    "kinds_of_work": "core.interview.presets",
    "keep_paper": "folder",
    "kept_paper": "folder",
    "in_own_words": "core.interview.own_words",
    "load": "folder",
    "load_own_words": "workspace_folder",
    "load_settings": "workspace_folder",
    "load_terms": "folder",
    "load_workspace": "workspace_folder",
    "law_in_force": "core.law.lookup",
    "law_statements": "core.law.statements",
    "Acknowledged": "core.workspace.acknowledged",
    "Acknowledgement": "core.workspace.acknowledged",
    "acknowledgements": "core.workspace.acknowledged",
    "rests_on": "core.workspace.acknowledged",
    "NoWorkspace": "workspace_folder",
    "acknowledge": "workspace_folder",
    "Mended": "core.mending",
    "log": "core.log",
    "log_kinds": "core.log",
    "mend_findings": "core.mending",
    "rewrite_agreement": "folder",
    "may_add": "core.rules.journal_rules",
    "with_file_paths": "core.findings",
    "named_texts": "folder",
    "JudgedProposals": "core.negotiation.proposals",
    "judged_proposals": "core.negotiation.proposals",
    "own_words": "core.negotiation.proposals",
    "terms_of_clause": "core.negotiation.proposals",
    "with_terms": "core.negotiation.proposals",
    "Negotiation": "core.negotiation.rounds",
    "Totals": "core.negotiation.totals",
    "costs_together": "core.negotiation.weighing",
    "totals_between": "core.negotiation.totals",
    "fair_value": "core.negotiation.weighing",
    "playbook_view": "core.negotiation.weighing",
    "proposal_costs": "core.negotiation.weighing",
    "next_change": "core.next_change",
    "notice_kinds": "core.kinds",
    "locked_numbering": "workspace_folder",
    "read": "core.reading",
    "read_settings": "core.reading.settings",
    "reasons": "core.reasons",
    "repeated": "core.duty_list",
    "schema": "core.reading",
    "shown_invoices": "core.issuing",
    "unmet_duties": "core.duty_list",
    "statement": "core.billing",
    "engagement_texts": "folder",
    "timeline_marks": "core.timeline",
    "steps": "core.pages",
    "effects_of": "core.effects",
    "unsaid": "core.known",
    "write": "core.reading",
    "write_draft": "core.interview.writing",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the names of the table above


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the front door leads to
    """Import a name from where it lives, at first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'charter' has no attribute {name!r}")
    return getattr(importlib.import_module(f"charter.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(_HOMES)
