"""From the terms of an agreement to the document that every format prints.

The assembler numbers sections and paragraphs, resolves references, letters the schedules and defines the words
used. Whatever is absent from the agreement is absent here, and leaves no gap.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Literal

from charter.core.agreement import Agreement, stated
from charter.core.document import tree
from charter.core.document.glossary import definitions
from charter.core.document.layout import Layout
from charter.core.document.layout import place as rank
from charter.core.document.left_open import bracketed
from charter.core.document.library import citation, digest, edition, words
from charter.core.document.papers import papers
from charter.core.document.printing import COUNTED, COVER_PRICES, LASTING, PAPERS, Press, Printed
from charter.core.document.prose import COUNTING
from charter.core.document.sheet import Block, Lines, Listing, fill_table
from charter.core.document.speech import locale, said
from charter.core.facts import deal_on
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause, Wording
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.judged import EndsOnceAccepted
from charter.core.vocabulary.party import Side, signatories
from charter.core.vocabulary.stated import Lasts

__all__ = ["citation", "digest", "document", "edition", "timeline", "words"]

LETTER_COUNTRIES = frozenset({"US", "CA", "MX"})
"""Countries that print on US Letter."""


def document(
    agreement: Agreement,
    marks: tuple[tree.Mark, ...] = (),
    *,
    version: str | None = None,
    layout: Layout | None = None,
) -> tree.Document:
    """Assemble the whole document.

    `marks` are the points on its timeline, `version` is what the footer calls it, and `layout` what it keeps to; left
    out, the working edition and numbers of its own.
    """
    agreement = bracketed(agreement)
    press = Press(agreement, layout)
    texts = {
        cite: press.clause(agreement.clauses[cite]) for cite in press.numbers if cite in agreement.clauses
    }
    used: set[str] = set()
    for cite, text in texts.items():
        used |= _words_of(text, agreement.clauses[cite])
    cover = tuple(_cover(press, used))
    closing = _entry(press, "closing", "Closing", used)
    articles = tuple(_articles(press, texts, used))
    return tree.Document(
        title=agreement.title,
        subtitle=_subtitle(agreement),
        version=version or f"Draft of {said(agreement.dated, press.locale.country)}",
        dated=agreement.dated,
        language=str(press.locale),
        paper=paper_size(agreement),
        cover=cover,
        timeline=timeline(agreement, marks),
        articles=articles,
        glossary=_glossary(press, used),
        schedules=tuple(_schedules(press, texts)),
        closing=closing,
        signatures=tuple(signature_blocks(agreement)),
    )


# ── articles and sections ──────────────────────────────────────────────────────────────────────


def _articles(press: Press, texts: dict[Cite, Printed], used: set[str]) -> Iterator[tree.Article]:
    parts = dict.fromkeys(cite.part for cite in press.numbers)
    for part in parts:
        held = [cite for cite in press.numbers if cite.part == part]
        number, _, _ = press.numbers[held[0]].partition(".")
        sections = tuple(
            _section(press, cite, texts[cite], used) if cite in texts else _removed(press, cite)
            for cite in held
        )
        yield tree.Article(part, number, part.capitalize(), sections)


def _section(press: Press, cite: Cite, text: Printed, used: set[str]) -> tree.Section:
    clause = press.agreement.clauses[cite]
    number, title = press.numbers[cite], press.heading(cite)
    edition = press.layout.later[cite].edition if cite in press.layout.later else ""
    if clause.wording is not None:
        blocks = tuple(_negotiated(press, cite, clause.wording, used))
        return tree.Section(cite, number, title, (), blocks, edition)
    in_short, blocks = text.line(text.sheet.in_short), tuple(_blocks(text.sheet.blocks, text, number))
    return tree.Section(cite, number, title, in_short, blocks, edition)


def _removed(press: Press, cite: Cite) -> tree.Section:
    """Keep the number of a section that an amendment took out, so that all other numbers stay."""
    number, note = press.numbers[cite], press.entry("wording", "Removed section", {})
    return tree.Section(cite, number, press.heading(cite), (), (tree.Paragraph(f"{number}.1", note.only),))


def _blocks(blocks: tuple[Block, ...], text: Printed, number: str) -> Iterator[tree.Block]:
    places = count(1)
    for block in blocks:
        yield _block(block, text, f"{number}.{next(places)}" if isinstance(block, Lines) else "")


def _block(block: Block, text: Printed, number: str) -> tree.Block:
    if isinstance(block, Lines):
        return tree.Paragraph(number, text.line(block.line), block.caption)
    if isinstance(block, Listing):
        return tree.Items(block.ordered, tuple(text.line(item) for item in block.items))
    return fill_table(block, text.slots)


def _negotiated(press: Press, cite: Cite, wording: Wording, used: set[str]) -> Iterator[tree.Block]:
    """Print negotiated words as they were written, one paragraph to a blank line, and what they replace."""
    path, number, places = f"{cite}.wording", press.numbers[cite], count(1)
    for paragraph in filter(None, (piece.strip() for piece in wording.text.split("\n\n"))):
        yield tree.Paragraph(f"{number}.{next(places)}", (tree.Value(f"{path}.text", paragraph),))
    names = {"effect": (f"{path}.effect", wording.effect), "replaces": (f"{path}.replaces", wording.replaces)}
    note = press.entry("wording", "Negotiated words", names)
    used |= note.sheet.words
    yield tree.Paragraph(f"{number}.{next(places)}", note.only)


def _words_of(text: Printed, clause: Clause) -> frozenset[str]:
    return text.sheet.words if clause.wording is None else text.sheet.appendix_words


# ── around the articles ────────────────────────────────────────────────────────────────────────


def _cover(press: Press, used: set[str]) -> Iterator[tree.Fact]:
    for label in press.layout.library.entries("cover"):
        text = press.entry("cover", label)
        if label == COVER_PRICES and (table := press.prices()):
            used |= text.sheet.words
            yield tree.Fact(press.worded(label), text.only, table)
        elif text.only and (left := _left_to_people(press, text)):
            yield tree.Fact(press.worded(label), tuple(_see(press, left)))
        elif text.only:
            used |= text.sheet.words
            yield tree.Fact(press.worded(label), text.only)


def _left_to_people(press: Press, text: Printed) -> list[Cite]:
    """Give the clauses whose terms a text shows, though negotiated words have left them to a person."""
    shown_terms = [slot.path for slot in text.slots if isinstance(slot, tree.Value)]
    manual = (clause.cite for clause in press.agreement.clauses.values() if not clause.acts)
    return [cite for cite in manual if any(path.startswith(f"{cite}.") for path in shown_terms)]


def _see(press: Press, cites: list[Cite]) -> Iterator[tree.Inline]:
    yield tree.Text("Negotiated words say it: ")
    for place, cite in enumerate(cites):
        if place:
            yield tree.Text("; ")
        yield press.reference(cite)
    yield tree.Text(".")


def _entry(press: Press, sheet: str, head: str, used: set[str]) -> tuple[tree.Inline, ...]:
    text = press.entry(sheet, head)
    used |= text.sheet.words
    return text.only


def _glossary(press: Press, used: set[str]) -> tuple[tree.Definition, ...]:
    def printed(word: str) -> tuple[tuple[tree.Inline, ...], frozenset[str]]:
        text = press.definition(word)
        return text.only, text.sheet.words

    return definitions(used, printed, press.worded)


def _schedules(press: Press, texts: dict[Cite, Printed]) -> Iterator[tree.Schedule | tree.Counting]:
    for cite in sorted(press.letters, key=lambda cite: rank(press.letters[cite])):
        letter, text = press.letters[cite], texts.get(cite)
        if cite == COUNTED:
            yield from _counting(press, texts, letter)
        elif cite == LASTING:
            yield _lasting(press, letter)
        elif cite == PAPERS:
            yield papers(press, letter)
        elif text is None or text.sheet.appendix is None:
            yield _removed_schedule(press, cite)
        else:
            appendix = text.sheet.appendix
            table = fill_table(appendix.grid, text.slots)
            yield tree.Schedule(letter, appendix.heading, cite, text.line(appendix.intro), table)


def _counting(press: Press, texts: dict[Cite, Printed], letter: str) -> Iterator[tree.Counting]:
    """Collect what the clauses say under "How we count"; negotiated words of a clause stand for that too.

    Where nothing is left of it, the schedule is kept for its letter, if an amended document gave that before.
    """
    parts = tuple(
        tree.CountingPart(
            cite, number, press.heading(cite), tuple(_blocks(text.sheet.counting, text, number))
        )
        for cite, text in texts.items()
        if text.sheet.counting and press.agreement.clauses[cite].wording is None
        for number in (f"{letter}{press.numbers[cite]}",)
    )
    gone = (press.worded(COUNTING), press.entry("wording", "Removed schedule", {}), ())
    heading, note, _ = press.collected("counting") if parts else gone
    if parts or COUNTED in press.layout.letters:
        yield tree.Counting(letter, heading, COUNTED, note.only, parts)


def _lasting(press: Press, letter: str) -> tree.Schedule:
    """Collect which clauses outlive the end, and how long, as each says of itself; who says the same shares a row."""
    heading, note, columns = press.collected("lasting")
    alike: dict[str, list[Cite]] = {}
    for cite, how_long in press.lasting():
        alike.setdefault(press.said(how_long), []).append(cite)
    rows = tuple(
        (tuple(_listed(press, cites)), (tree.Value(cites[0], said),)) for said, cites in alike.items()
    )
    return tree.Schedule(letter, heading, LASTING, note.only, tree.Table(columns, rows))


def _listed(press: Press, cites: list[Cite]) -> Iterator[tree.Inline]:
    for place, cite in enumerate(cites):
        if place:
            yield tree.Text(", ")
        yield press.reference(cite)


def _removed_schedule(press: Press, cite: Cite) -> tree.Schedule:
    """Keep the letter of a schedule that an amendment took out, as its section keeps the number."""
    note, heading = press.entry("wording", "Removed schedule", {}), press.heading(cite)
    return tree.Schedule(
        press.letters[cite], heading, cite, note.only, tree.Table((heading,), (((tree.Text("None"),),),))
    )


def timeline(agreement: Agreement, marks: tuple[tree.Mark, ...]) -> tree.Timeline:
    """Draw the picture of an engagement, and say in words what it shows."""
    country = locale(agreement).country
    lasts = stated(agreement, Lasts)
    deal = deal_on(agreement, Journal(()), agreement.dated, agreement.dated)
    after = deal.through(lasts.initial, lasts.starts) if lasts.initial else None
    last = after - DAY if after else None
    sooner = stated(agreement, EndsOnceAccepted, None) is not None
    runs = f"runs to {said(last, country)}" if last else "runs until a side ends it"
    runs += ", or until all is accepted" if sooner else ""
    shows = "; ".join(f"{said(mark.day, country)}: {mark.label}" for mark in tree.told_once(marks))
    alt = f"The engagement starts on {said(lasts.starts, country)} and {runs}." + (
        f" It shows {shows.removesuffix('.')}." if shows else ""
    )
    return tree.Timeline(lasts.starts, last, marks, alt)


def _subtitle(agreement: Agreement) -> str:
    sides = agreement.sides
    return f"between {sides.client.name} and {sides.consultant.name}"


def paper_size(agreement: Agreement) -> Literal["a4", "us-letter"]:
    """Give the size of paper that the client's country prints on."""
    return "us-letter" if agreement.sides.client.country in LETTER_COUNTRIES else "a4"


def signature_blocks(agreement: Agreement) -> Iterator[tree.SignatureBlock]:
    """Give where each side signs: the client first, with a line for each of its signatories."""
    sides = agreement.sides
    for side, party in ((Side.CLIENT, sides.client), (Side.CONSULTANT, sides.consultant)):
        who = signatories(sides.people, side)
        signs = (tree.Signatory(one.name, one.title, one.email, key=key) for key, one in who.items())
        yield tree.SignatureBlock(side.value, party.name, tuple(signs))
