"""What a workspace holds of a person, found by an address: for whoever asks what is known of them (GDPR 15, 20)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import charter
from charter.core.changes import terms_data
from charter.core.reading.problem import Problems
from charter.web import clock
from charter.web.drafting.models import DraftText, InterviewRow
from charter.web.drafting.playbooks import settings_in
from charter.web.kit.access_log import accesses_of
from charter.web.kit.engagements import engagement_in
from charter.web.kit.models import AmendmentText, EntryText, OutboxMail, TermsText
from charter.web.negotiation.persons import remarks_of
from charter.web.people.models import Account, Member
from charter.web.people.queries import clients_of
from charter.web.signing.queries import offers_of

if TYPE_CHECKING:
    import datetime as dt

    from charter.core.engagement import Engagement
    from charter.web.kit.models import EngagementRow, WorkspaceRow
    from charter.web.signing.queries import SignerView


def held_of(workspace: WorkspaceRow, address: str) -> dict[str, Any]:
    """Give what is held of whoever has an address, as plain values; lists that are empty say that nothing is held.

    That is: the account; what each agreement says of them and what they did; what they signed and by which links; the
    mails to them; what they wrote and took along. Secrets and their digests are none of it. What an unfinished draft
    says is found where its text has the address.
    """
    email, today = address.strip().lower(), clock.day_in(workspace)
    mails = OutboxMail.objects.filter(workspace=workspace, to__iexact=email).order_by("at")
    taken = accesses_of(workspace, email).select_related("engagement")
    return {
        "address": email,
        "workspace": workspace.name,
        "day": today.isoformat(),
        "account": _account(workspace, email),
        "engagements": [
            found for row in clients_of(workspace) if (found := _engagement(row, email, today)) is not None
        ],
        "mails": [{"about": each.template, "at": _at(each.at), "sent": _at(each.sent)} for each in mails],
        "interviews": [
            {"client": each.client, "at": _at(each.at), "answers": each.answers}
            for each in InterviewRow.objects.filter(workspace=workspace, by__iexact=email)
        ],
        "taken along": [
            {"what": each.what, "of": each.engagement.title, "at": _at(each.at)} for each in taken
        ],
    }


def _account(workspace: WorkspaceRow, email: str) -> dict[str, Any] | None:
    account = Account.objects.filter(email=email).first()
    member = Member.objects.filter(workspace=workspace, account=account).first() if account else None
    if account is None or member is None:
        return None  # an account elsewhere is none of this workspace's
    return {
        "name": account.name,
        "role": member.role,
        "second factor": bool(account.second_factor),
        "passkeys": [
            {"name": each.name, "made": _at(each.made), "used": _at(each.used)}
            for each in account.passkeys.order_by("pk")
        ],
        "acknowledged": _acknowledged(workspace, account.name),
    }


def _acknowledged(workspace: WorkspaceRow, name: str) -> list[dict[str, str]]:
    """Give the findings that somebody accepted, with the reasons."""
    settings = settings_in(workspace)
    return [
        {
            "engagement": each.engagement,
            "finding": each.finding,
            "on": each.on.isoformat(),
            "reason": each.reason,
        }
        for each in (settings.acknowledged if settings else ())
        if each.by == name
    ]


def _engagement(row: EngagementRow, email: str, today: dt.date) -> dict[str, Any] | None:
    """Give what one engagement holds; None where it holds nothing."""
    written = {
        name: [{"version": each.n, "at": _at(each.at)} for each in texts.order_by("n")]
        for name, texts in (
            ("terms", TermsText.objects.filter(engagement=row, by__iexact=email)),
            ("amendments", AmendmentText.objects.filter(engagement=row, by__iexact=email)),
            ("journal", EntryText.objects.filter(engagement=row, by__iexact=email)),
        )
    }
    found: dict[str, Any] = {
        "signing": [
            {"document": offer.name, **_signer(one)}
            for offer in offers_of(row)
            for one in offer.signers
            if one.email.lower() == email
        ],
        "negotiated": [
            {"round": n, "term": path, "remark": text} for n, path, text in remarks_of(row, email)
        ],
        "wrote": {name: versions for name, versions in written.items() if versions},
    }
    try:
        found |= _told(engagement_in(row), email, today)
    except Problems:
        draft = DraftText.objects.filter(engagement=row).first()
        texts = [
            bytes(each.source).decode("utf-8", "replace") for each in TermsText.objects.filter(engagement=row)
        ]
        named = any(email in text.lower() for text in [*texts, *([draft.source] if draft else [])])
        found["an unfinished draft names the address"] = named
    return {"client": row.title, **found} if any(found.values()) else None


def _told(engagement: Engagement, email: str, today: dt.date) -> dict[str, Any]:
    """Give what the terms say of somebody, in every version that was signed, and what they did by the journal."""
    people: dict[str, Any] = {}
    for each in (engagement.agreement, engagement.in_force(today)):
        said = terms_data(each).get("foundation", {}).get("parties", {}).get("people", {})
        people |= {key: person for key, person in said.items() if person.get("email", "").lower() == email}
    did = [
        {"on": line.entry.on.isoformat(), "kind": line.kind, "what": str(line.reads)}
        for line in charter.log(engagement, today)
        if line.entry.by in people
    ]
    return {"terms": people, "journal": did}


def _signer(one: SignerView) -> dict[str, Any]:
    link, signature, decline = one.link, one.signature, one.decline
    return {
        "name": one.name,
        "link": link and {"made": _at(link.made), "opened": _at(link.opened), "reminders": link.reminders},
        "signed": signature
        and {
            "at": _at(signature.at),
            "mark": signature.mark if isinstance(signature.mark, str) else "drawn",
            "identified": signature.identified,
        },
        "declined": decline and {"at": _at(decline.at), "reason": decline.reason},
    }


def _at(moment: dt.datetime | None) -> str | None:
    return moment.isoformat() if moment else None
