"""All models, gathered for Django: each stands in the room that writes it."""

from __future__ import annotations

from charter.web.billing.models import InvoiceLink
from charter.web.drafting.models import DraftText, InterviewRow
from charter.web.kit.models import (
    Access,
    AmendmentText,
    Bucket,
    DocumentFile,
    EngagementRow,
    EntryText,
    EvidenceLine,
    IssuedPaper,
    OutboxMail,
    PrivateContent,
    TermsText,
    WorkspaceRow,
)
from charter.web.negotiation.models import (
    NegotiationCode,
    NegotiationLink,
    NegotiationRound,
    NegotiationRow,
    RemarkText,
    TermProposal,
)
from charter.web.people.models import Account, Member, Passkey, RecoveryCode
from charter.web.running.models import CalendarLink, LastLook
from charter.web.signing.models import Offer, SigningCode, SigningLink

__all__ = [
    "Access",
    "Account",
    "AmendmentText",
    "Bucket",
    "CalendarLink",
    "DocumentFile",
    "DraftText",
    "EngagementRow",
    "EntryText",
    "EvidenceLine",
    "InterviewRow",
    "InvoiceLink",
    "IssuedPaper",
    "LastLook",
    "Member",
    "NegotiationCode",
    "NegotiationLink",
    "NegotiationRound",
    "NegotiationRow",
    "Offer",
    "OutboxMail",
    "Passkey",
    "PrivateContent",
    "RecoveryCode",
    "RemarkText",
    "SigningCode",
    "SigningLink",
    "TermProposal",
    "TermsText",
    "WorkspaceRow",
]
