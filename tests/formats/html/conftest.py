"""A whole agreement as a tree, between parties who do not exist, and the page printed of it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from charter.core.document import tree

_INLINE = re.compile(
    r"\{(?P<path>[\w.]+)=(?P<value>[^}]*)\}|\[(?P<cite>[\w.]+)\]|<(?P<word>[^>]+)>|\*(?P<strong>[^*]+)\*"
)
_NAMES = {
    "foundation.parties": ("1.1", "Parties"),
    "foundation.purpose": ("1.2", "Purpose"),
    "foundation.term": ("1.3", "Term"),
    "scope.services": ("2.1", "Services"),
    "scope.deliverables": ("2.2", "Deliverables"),
    "scope.acceptance": ("2.3", "Acceptance"),
    "scope.boundaries": ("2.4", "Boundaries"),
    "communication.meetings": ("3.1", "Meetings"),
    "financials.retainer": ("4.1", "Retainer"),
    "financials.invoicing": ("4.2", "Invoicing"),
    "financials.payment": ("4.3", "Payment"),
    "financials.late_payment": ("4.4", "Late payment"),
    "exit.termination": ("5.1", "Termination"),
    "exit.settlement": ("5.2", "Settlement"),
    "general.law": ("6.1", "Law"),
}
_HEADINGS = {
    "foundation": "Foundation", "scope": "Scope", "communication": "Communication",
    "financials": "Financials", "exit": "Exit", "general": "General",
}  # fmt: skip


def words(text: str) -> tuple[tree.Inline, ...]:
    """Write a line: {path=value}, [cite], <word>, *strong*."""
    inlines: list[tree.Inline] = []
    end = 0
    for found in _INLINE.finditer(text):
        if found.start() > end:
            inlines.append(tree.Text(text[end : found.start()]))
        inlines.append(_inline(found))
        end = found.end()
    return (*inlines, tree.Text(text[end:])) if end < len(text) else tuple(inlines)


def _inline(found: re.Match[str]) -> tree.Inline:
    if found["path"]:
        return tree.Value(found["path"], found["value"])
    if found["cite"]:
        number, name = _NAMES[found["cite"]]
        return tree.Reference(found["cite"], f"{number} ({name})")
    if found["word"]:
        return tree.Word(found["word"].removesuffix("s"), found["word"])
    return tree.Strong((tree.Text(found["strong"]),))


def section(cite: str, in_short: str, *blocks: str | tree.Items | tree.Table) -> tree.Section:
    """Write a clause: each text is a numbered paragraph."""
    number, heading = _NAMES[cite]
    made: list[tree.Block] = []
    count = 0
    for block in blocks:
        if isinstance(block, str):
            count += 1
            made.append(tree.Paragraph(f"{number}.{count}", words(block)))
        else:
            made.append(block)
    return tree.Section(cite, number, heading, words(in_short), tuple(made))


_RATES = tree.Table(
    ("Overdue for", "What we do", "Fixed sum"),
    (
        (words("3 days"), words("A reminder by email to accounts and to the sponsor"), words("none")),
        (words("14 days"), words("A letter that names the interest so far"), words("EUR 40.00")),
        (words("30 days"), words("A call between the leads, and notice of <suspension>"), words("none")),
    ),
    (2,),
)
_SECTIONS = (
    section(
        "foundation.parties",
        "Harbourline hires Northlight for the hours and tasks below.",
        "This <Agreement> is between {foundation.parties.client.name=Harbourline Logistics GmbH}, "
        "{foundation.parties.client.address=Am Sandtorkai 98, 20457 Hamburg, Germany} (the <Client>) and "
        "{foundation.parties.consultant.name=Northlight CTO, Mara Lindqvist}, "
        "{foundation.parties.consultant.address=Lange Reihe 214, 20099 Hamburg, Germany} (the <Consultant>).",
        "Each side names one person who may bind it. A change of that person takes effect when the other side has read of it.",
    ),
    section(
        "foundation.purpose",
        "Bring the dispatch platform to a state in which the team can run it alone.",
        "The <Client> says why it enters this <Agreement>: “{foundation.purpose.why=We ship four hundred containers a day "
        "through software that two people understand. By spring we want eight people to understand it.}”",
    ),
    section(
        "foundation.term",
        "Twelve months from March 2026, then month by month until someone says stop.",
        "The engagement starts on {foundation.term.starts=1 March 2026} and runs for {foundation.term.initial=12 months}.",
        "It then goes on by agreement only. The parties talk about it {foundation.term.reminder=60 days} before the end.",
    ),
    section(
        "scope.services",
        "Leadership of engineering, not a pair of hands.",
        "The <Consultant> leads the <Client>'s engineering in these fields:",
        tree.Items(
            ordered=True,
            items=(
                words("{scope.services.architecture.name=architecture}, with a written record of every decision that costs more than a week to undo;"),
                words("{scope.services.hiring.name=hiring and growing the team}, up to the offer but not the signature; and"),
                words("{scope.services.vendors.name=vendors}, where the <Client> keeps the contracts."),
            ),
        ),
        "The <Consultant> owes careful work. A result is owed only where [scope.deliverables] says so.",
    ),
    section(
        "scope.deliverables",
        "Three results, each with a day and with someone who says yes.",
        "The <Consultant> delivers what Schedule A lists, on the days it names.",
        "A <Deliverable> is late only if the <Client> gave what it had promised in time.",
    ),
    section(
        "scope.acceptance",
        "Ten working days to say yes or to say what is missing.",
        "The <Client> reviews a <Deliverable> within {scope.acceptance.review=10 business days}. It accepts, or it says in writing what is missing.",
        "*Silence is a yes.* A <Deliverable> counts as accepted {scope.acceptance.deemed_after=10 business days} after delivery, if a reminder was sent {scope.acceptance.reminder=3 business days} before.",
        "What is missing is mended within {scope.acceptance.rework=15 business days}. The price in [financials.retainer] covers {scope.acceptance.rounds=two} rounds.",
    ),
    section(
        "scope.boundaries",
        "No night shifts, no coding under deadline, no signatures for the client.",
        "These are not part of the work, and there is another way for each:",
        tree.Items(
            ordered=False,
            items=(
                words("{scope.boundaries.on_call.what=on-call duty at night}: {scope.boundaries.on_call.instead=the platform team rotates};"),
                words("{scope.boundaries.legal.what=legal review of contracts}: {scope.boundaries.legal.instead=ask your counsel};"),
                words("{scope.boundaries.code.what=writing production code}: {scope.boundaries.code.instead=ask for additional work}."),
            ),
        ),
    ),
    section(
        "communication.meetings",
        "Tuesdays at ten, thirty minutes, notes by noon.",
        "The parties meet {communication.meetings.weekly.rhythm=every Tuesday 10:00} and, for a longer look, {communication.meetings.monthly.rhythm=every first Thursday 14:00}. Whoever cannot come says so {communication.meetings.notice=one business day} before.",
    ),
    section(
        "financials.retainer",
        "EUR 12,000 a month for 64 hours, paid ahead.",
        "The <Client> pays {financials.retainer.amount=EUR 12,000.00} a month. That covers {financials.retainer.hours=64 hours}.",
        "Up to {financials.retainer.rollover.share=25%} of unused hours move to the next month and end there. Further hours cost {financials.retainer.overage=EUR 210.00} each, once the <Client> said yes.",
    ),
    section(
        "financials.invoicing",
        "One invoice on the first of the month.",
        "Invoices are issued {financials.invoicing.cycle=monthly on day 1} and carry the number {financials.invoicing.pattern=NL-2026-0001} and so on without a gap.",
    ),
    section(
        "financials.payment",
        "Thirty days, by bank transfer, in euro.",
        "An invoice is due {financials.payment.due_after=30 days} after the <Client> received it. Bank details change only as [financials.invoicing] and a signed amendment say.",
    ),
    section(
        "financials.late_payment",
        "After three days of grace the statutory interest runs. Nobody has to argue about it.",
        "From the day after the due date the <Client> owes interest at the statutory rate. It runs daily and is simple. After {financials.late_payment.grace=3 days} of grace these steps follow:",
        _RATES,
        "Interest is claimed only with the next invoice. While a sum is disputed in good faith under [exit.settlement], no step follows for that sum.",
    ),
    section(
        "exit.termination",
        "Either side may stop with sixty days' notice.",
        "Each side may end this <Agreement> with {exit.termination.notice=60 days} of notice, to the end of a month. The last day for the first year is *31 December 2026*.",
        "A serious breach that is not mended within {exit.termination.cure=14 days} allows the other side to stop at once. For unpaid money it is {exit.termination.cure_money=7 days}.",
    ),
    section(
        "exit.settlement",
        "Everything is settled within thirty days of the last day.",
        "The final invoice comes within {exit.settlement.final_invoice=14 days}. Part months count by actual days. What was paid ahead and not used goes back within {exit.settlement.refund=30 days}.",
    ),
    section(
        "general.law",
        "German law, courts of Hamburg.",
        "The law of {general.law.governing=Germany} applies. The courts of {general.law.venue=Hamburg} decide, once [exit.termination] and the talks before it did not help.",
    ),
)  # fmt: skip


def mark(day: str, kind: str, label: str, cite: str) -> tree.Mark:
    return tree.Mark(dt.date.fromisoformat(day), kind, label, cite)


_TIMELINE = tree.Timeline(
    dt.date(2026, 3, 1),
    dt.date(2027, 2, 28),
    (
        mark("2026-03-01", "start", "Start", "foundation.term"),
        mark("2026-03-06", "input", "Access to repositories", "scope.deliverables"),
        *(
            mark(f"2026-{m:02}-01", "payment", "Retainer invoice", "financials.invoicing")
            for m in range(3, 13)
        ),
        mark("2027-01-01", "payment", "Retainer invoice", "financials.invoicing"),
        mark("2027-02-01", "payment", "Retainer invoice", "financials.invoicing"),
        mark("2026-04-15", "deliverable", "Audit of the dispatch platform", "scope.deliverables"),
        mark("2026-06-30", "deliverable", "Target architecture", "scope.deliverables"),
        mark("2026-11-30", "deliverable", "Hand-over to the platform team", "scope.deliverables"),
        mark("2026-12-30", "talk", "Talk about going on", "foundation.term"),
        mark("2026-12-31", "stop", "Last day to give notice", "exit.termination"),
        mark("2027-02-28", "end", "End of the initial term", "foundation.term"),
    ),
    "The engagement runs from 1 March 2026 to 28 February 2027, with three deliverables and an invoice each month.",
)
_COVER = (
    ("Parties", "{foundation.parties.client.name=Harbourline Logistics GmbH} (client) and {foundation.parties.consultant.name=Northlight CTO, Mara Lindqvist} (consultant)"),
    ("Purpose", "Bring the dispatch platform to a state in which the team can run it alone"),
    ("Time", "From {foundation.term.starts=1 March 2026} for {foundation.term.initial=12 months}; {financials.retainer.hours=64 hours} a month"),
    ("Money", "{financials.retainer.amount=EUR 12,000.00} a month ahead, due {financials.payment.due_after=30 days} after receipt; further hours {financials.retainer.overage=EUR 210.00}"),
    ("How we talk", "{communication.meetings.weekly.rhythm=every Tuesday 10:00}; notes by noon"),
    ("Not included", "{scope.boundaries.on_call.what=on-call duty at night}, {scope.boundaries.legal.what=legal review of contracts}, {scope.boundaries.code.what=writing production code}"),
    ("How to stop", "{exit.termination.notice=60 days} of notice to the end of a month, see [exit.termination]"),
)  # fmt: skip
_GLOSSARY = (
    ("Agreement", "This document with its schedules and its amendments."),
    ("Client", "{foundation.parties.client.name=Harbourline Logistics GmbH}."),
    ("Consultant", "{foundation.parties.consultant.name=Northlight CTO, Mara Lindqvist}."),
    ("Deliverable", "A result that Schedule A names. See [scope.deliverables]."),
    ("suspension", "A pause of the work until what is overdue was paid."),
)
_DELIVERABLES = tree.Schedule(
    "A",
    "Deliverables",
    "scope.deliverables",
    words("What is delivered, when, and what it is measured by."),
    tree.Table(
        ("Deliverable", "Due", "Accepted when", "Amount"),
        (
            (words("{scope.deliverables.audit.name=Audit of the dispatch platform}"), words("{scope.deliverables.audit.due=15 April 2026}"), words("every service has an owner, a risk and a cost"), words("EUR 4,000.00")),
            (words("{scope.deliverables.target.name=Target architecture}"), words("{scope.deliverables.target.due=30 June 2026}"), words("two teams planned a quarter with it"), words("EUR 12,500.00")),
            (words("{scope.deliverables.handover.name=Hand-over to the platform team}"), words("{scope.deliverables.handover.due=30 November 2026}"), words("the team released twice without the consultant"), words("EUR 900.00")),
        ),
        (3,),
    ),
)  # fmt: skip
_SIGNATURES = (
    tree.SignatureBlock("client", "Harbourline Logistics GmbH", (
        tree.Signatory("Jonas Brandt", "Managing director", "jonas@harbourline.example"),
        tree.Signatory("Priya Raman", "Finance", "priya@harbourline.example"),
    )),
    tree.SignatureBlock("consultant", "Northlight CTO, Mara Lindqvist", (
        tree.Signatory("Mara Lindqvist", "Consultant", "mara@northlight.example"),
    )),
)  # fmt: skip


def _articles() -> tuple[tree.Article, ...]:
    return tuple(
        tree.Article(part, str(place), heading, tuple(s for s in _SECTIONS if s.cite.startswith(part + ".")))
        for place, (part, heading) in enumerate(_HEADINGS.items(), start=1)
    )


@pytest.fixture(scope="session")
def agreement() -> tree.Document:
    return tree.Document(
        title="Engagement agreement",
        subtitle="Fractional CTO for Harbourline Logistics GmbH",
        version="Draft of 20 February 2026",
        dated=dt.date(2026, 2, 20),
        language="en",
        paper="a4",
        cover=tuple(tree.Fact(label, words(text)) for label, text in _COVER),
        timeline=_TIMELINE,
        articles=_articles(),
        glossary=tuple(tree.Definition(word, words(text)) for word, text in _GLOSSARY),
        schedules=(_DELIVERABLES,),
        closing=words("By signing, each side says that it read this <Agreement> and means it. It ends as [exit.termination] says."),
        signatures=_SIGNATURES,
    )  # fmt: skip


@pytest.fixture(scope="session")
def signed(agreement: tree.Document) -> tree.Document:
    """The same, signed: Jonas typed his name, Mara drew hers, Priya has not signed yet."""
    client, consultant = agreement.signatures
    consent = "I agree to sign this agreement electronically."
    strokes = (
        ((40, 240), (90, 60), (150, 200), (210, 70), (260, 240)),
        ((300, 190), (360, 150), (420, 210), (520, 160)),
    )
    typed = tree.Signed(
        "typed",
        "Jonas Brandt",
        "2026-02-24T09:12:44+01:00",
        "code by email to jonas@harbourline.example",
        consent,
        "3f" * 32,
    )
    drawn = tree.Signed("drawn", strokes, "2026-02-24T17:40:03+01:00", "passkey", consent, "3f" * 32)
    return replace(
        agreement,
        version="Signed on 24 February 2026",
        signatures=(
            replace(client, signatories=(replace(client.signatories[0], signed=typed), client.signatories[1])),
            replace(consultant, signatories=(replace(consultant.signatories[0], signed=drawn),)),
        ),
    )  # fmt: skip
