"""Agreements as trees: a long one, built as the assembler builds them, of fictional parties."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, is_dataclass, replace
from typing import Any, Literal

from charter.core.document.tree import (
    Article,
    Block,
    Counting,
    CountingPart,
    Definition,
    Document,
    Fact,
    Inline,
    Items,
    Mark,
    Paragraph,
    Reference,
    Schedule,
    Section,
    Signatory,
    SignatureBlock,
    Strong,
    Table,
    Text,
    Timeline,
    Value,
    Word,
)

_PROSE = (
    "The Consultant leads the technical work of the Client with the care of an experienced officer. ",
    "Each side tells the other early when a date is at risk, and says what it proposes instead. ",
    "Nothing in this clause takes away a right that the law gives and that no contract may remove. ",
    "What is agreed in a call is written down the same day and counts once the other side has seen it. ",
    "If a day named here is no business day, the next business day takes its place. ",
    "The side that relies on a notice shows that it was sent to the address on the cover page. ",
)
_PARTS = {
    "foundation": ("Foundation", ("parties", "purpose", "role", "commitment", "term")),
    "scope": ("Scope", ("services", "deliverables", "acceptance", "boundaries", "dependencies", "revisions")),
    "communication": ("Communication", ("channels", "meetings", "updates", "decisions")),
    "financials": (
        "Financials",
        ("retainer", "milestones", "invoicing", "payment", "late_payment", "suspension"),
    ),
    "confidentiality": ("Confidentiality", ("information", "work_product")),
    "exit": ("Exit", ("termination", "settlement", "handover")),
    "trust": ("Trust", ("values",)),
    "general": ("General", ("law", "interpretation")),
}


def section(part: str, clause: str, salt: int) -> Section:
    """Write one clause; its number is set later."""
    cite, name = f"{part}.{clause}", clause.replace("_", " ").capitalize()
    return Section(
        cite, "", name, (Text(f"{name} in one sentence, for who reads only this."),), blocks(cite, salt)
    )


def blocks(cite: str, salt: int) -> tuple[Block, ...]:
    """Write what stands in a clause: paragraphs, and by turns a list or a table."""
    first = Paragraph("?", (
        Text(_PROSE[salt % 6]), Text("It is due within "), Value(f"{cite}.within", f"{salt + 10} days"),
        Text(" of the "), Word("Notice", "notice"), Text(". "), Text(_PROSE[(salt + 1) % 6]),
    ), ("", "Time.", "Who waits.")[salt % 3])  # fmt: skip
    second = Paragraph("?", (
        Strong((Text("Limits. "),)), Text(_PROSE[(salt + 2) % 6]), Text("See "),
        Reference("financials.payment", ""), Text(" and "), Reference("general.law", ""), Text("."),
    ))  # fmt: skip
    return (first, second, *_extra(cite, salt), Paragraph("", (Text(_PROSE[(salt + 4) % 6]),)))


def _extra(cite: str, salt: int) -> tuple[Block, ...]:
    items = tuple(
        (Text(f"point {n} of {cite}: "), Value(f"{cite}.points.{n}", f"what matters {n}"), Text(";"))
        for n in range(3)
    )
    rows: tuple[tuple[tuple[Inline, ...], ...], ...] = tuple(
        (
            (Value(f"{cite}.rates.{n}.name", f"Role {n}"),),
            (Text("by the hour"),),
            (Value(f"{cite}.rates.{n}", f"{n}00.00"),),
        )
        for n in range(1, 4)
    )
    match salt % 4:
        case 0:
            return (Items(ordered=True, items=items),)
        case 1:
            return (Items(ordered=False, items=items),)
        case 2:
            return (Table(("Role", "How", "EUR"), rows, (2,)),)
    return (Paragraph("?", (Text(_PROSE[(salt + 3) % 6] * 3),)),)


def articles() -> tuple[Article, ...]:
    """Write all parts; numbers are set later."""
    salt, made = 0, []
    for part, (heading, clauses) in _PARTS.items():
        made.append(
            Article(part, "", heading, tuple(section(part, name, salt + n) for n, name in enumerate(clauses)))
        )
        salt += len(clauses)
    return tuple(made)


def numbered(document: Document) -> Document:
    """Number a document as the assembler does, and make its references say the numbers and names."""
    placed = tuple(_article(str(n), article) for n, article in enumerate(document.articles, 1))
    names = {s.cite: f"{s.number} ({s.heading})" for article in placed for s in article.sections}
    numbers = {s.cite: s.number for article in placed for s in article.sections}
    schedules = tuple(_lettered(s, chr(ord("A") + n), numbers) for n, s in enumerate(document.schedules))
    pointed: Document = _pointed(replace(document, articles=placed, schedules=schedules), names)
    return pointed


def _article(number: str, article: Article) -> Article:
    parts = (_section(f"{number}.{n}", section) for n, section in enumerate(article.sections, 1))
    return replace(article, number=number, sections=tuple(parts))


def _section(number: str, section: Section) -> Section:
    count = 0
    placed: list[Block] = []
    for block in section.blocks:
        if isinstance(block, Paragraph) and block.number:
            count += 1
            placed.append(replace(block, number=f"{number}.{count}"))
        else:
            placed.append(block)
    return replace(section, number=number, blocks=tuple(placed))


def _lettered(schedule: Schedule | Counting, letter: str, numbers: dict[str, str]) -> Schedule | Counting:
    """Letter a schedule; a part of How we count whose clause went goes too."""
    if isinstance(schedule, Schedule):
        return replace(schedule, letter=letter)
    staying = (part for part in schedule.parts if part.cite in numbers)
    parts = tuple(_counted(part, f"{letter}{numbers[part.cite]}") for part in staying)
    return replace(schedule, letter=letter, parts=parts)


def _counted(part: CountingPart, number: str) -> CountingPart:
    section = _section(number, Section(part.cite, "", part.heading, (), part.blocks))
    return replace(part, number=number, blocks=section.blocks)


def _pointed(node: Any, names: dict[str, str]) -> Any:  # noqa: ANN401 - any node of the tree
    """Make each reference say where its clause stands; one that leads nowhere any more becomes words."""
    if isinstance(node, Reference):
        return Reference(node.cite, names[node.cite]) if node.cite in names else Text("the clause struck")
    if isinstance(node, tuple):
        return tuple(_pointed(item, names) for item in node)
    if is_dataclass(node) and not isinstance(node, type):
        return type(node)(*(_pointed(getattr(node, field.name), names) for field in fields(node)))
    return node


def agreement() -> Document:
    """Write the long agreement: eight articles, twelve pages or so."""
    draft = Document(
        title="Engagement agreement",
        subtitle="Harbourline Logistics GmbH and Northlight CTO",
        version="Draft of 1 March 2026",
        dated=dt.date(2026, 3, 1),
        language="en-GB",
        paper="a4",
        cover=_cover(),
        timeline=_timeline(),
        articles=articles(),
        glossary=_glossary(),
        schedules=_schedules(),
        closing=(Text("Both sides have read this agreement and sign it as it stands."),),
        signatures=(
            _block("client", "Harbourline Logistics GmbH", "Jonas Brandt"),
            _block("consultant", "Northlight CTO", "Mara Lindqvist"),
        ),
    )
    return numbered(draft)


def _cover() -> tuple[Fact, ...]:
    why = Value(
        "foundation.purpose.why", "Move freight planning off a failing monolith before the autumn peak"
    )
    parties = (
        Value("foundation.parties.client", "Harbourline Logistics GmbH"),
        Text(" engages "),
        Value("foundation.parties.consultant", "Northlight CTO"),
    )
    fee = (Value("financials.retainer.amount", "EUR 12,000.00"), Text(" a month, "))
    notice = (Value("exit.termination.notice", "30 days"), Text(" of notice, "))
    return (
        Fact("Who", parties),
        Fact("What for", (why,)),
        Fact(
            "When",
            (Text("From "), Value("foundation.term.starts", "1 March 2026"), Text(" for twelve months")),
        ),
        Fact("How much", (*fee, Reference("financials.retainer", ""))),
        Fact("How to stop", (*notice, Reference("exit.termination", ""))),
    )


def _timeline() -> Timeline:
    marks = (
        Mark(dt.date(2026, 3, 1), "start", "Start", "foundation.term"),
        Mark(dt.date(2026, 4, 15), "deliverable", "Architecture audit", "scope.deliverables"),
        Mark(dt.date(2026, 6, 30), "talk", "Talk about renewal", "foundation.term"),
        Mark(dt.date(2027, 2, 28), "end", "End of the first term", "exit.termination"),
    )
    return Timeline(
        marks[0].day, marks[-1].day, marks, "The engagement runs from March 2026 to February 2027."
    )


def _glossary() -> tuple[Definition, ...]:
    place = Value("general.law.place", "Hamburg")
    named = (Text("a result that "), Reference("scope.deliverables", ""), Text(" names"))
    return (
        Definition("Business day", (Text("a day on which banks are open in "), place)),
        Definition("Deliverable", named),
        Definition("Notice", (Text("a message in writing to the address on the cover page"),)),
    )


def _schedules() -> tuple[Schedule | Counting, ...]:
    intro = (Text("What is delivered, and when."),)
    rates = Table(("Rate", "EUR"), (((Text("Hour"),), (Text("187.50"),)),), (1,))
    return (
        Schedule("", "Deliverables", "scope.deliverables", intro, _deliverables()),
        Schedule("", "Rates", "financials.retainer", (), rates),
        Counting("", "How we count", "counting", (Text("The arithmetic behind the articles."),), (
            _part("financials.retainer", "Retainer", 2), _part("financials.payment", "Payment", 6),
        )),
    )  # fmt: skip


def _part(cite: str, heading: str, salt: int) -> CountingPart:
    example = Paragraph(
        "?", (Text("After "), Value(f"{cite}.within", "9 days"), Text(" it is due.")), "Example."
    )
    return CountingPart(
        cite, "", heading, (example, Paragraph("?", (Text(_PROSE[salt % 6]),)), *_extra(cite, salt))
    )


def _block(side: Literal["client", "consultant"], party: str, name: str) -> SignatureBlock:
    return SignatureBlock(side, party, (Signatory(name, "Managing director", f"{side}@example.com"),))


def _deliverables() -> Table:
    rows = tuple(
        (
            (Value(f"scope.deliverables.d{n}.name", name),),
            (Value(f"scope.deliverables.d{n}.due", f"{n + 10} April 2026"),),
        )
        for n, name in enumerate(
            ("Architecture audit", "Hiring plan", "Migration path", "Cost model", "Risk register")
        )
    )
    return Table(("What", "Due"), rows)
