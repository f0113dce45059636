"""The paper of an amendment: what the sides sign, beside the whole text that it leads to.

It names the agreement, its effective day, what it costs, each term that changes and the words that read differently.
Like every document it is a tree, here one with a first page and signatures alone, so every format prints it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from pydantic import BaseModel

from charter.core.agreement import Agreement
from charter.core.changes import Amendment, apply, changes, term_at
from charter.core.document import tree
from charter.core.document.assembly import document, paper_size, signature_blocks
from charter.core.document.layout import Layout
from charter.core.document.library import Library, working
from charter.core.document.printing import Press
from charter.core.document.rewording import Inlines, rewordings
from charter.core.document.speech import said
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Keyed
from charter.core.vocabulary.dates import DAY
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.typed import description_at

SHEET = "amendment"
FROM_OUTSIDE = frozenset({"amendment.signed", "amendment.earlier", "dated"})
"""What the row on the agreement says beside the terms: who signed when, and what was amended before."""
_FIGURE = re.compile(r"\d[\d.,]*")

PaperNames = Mapping[str, tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Background:
    """What the terms alone do not say: when the agreement was signed, by what it was amended, what the change costs.

    `signed` None: not signed by both yet. `earlier` are the names of the amendments before. `more` is what is charged
    more until the end of the day `until`, None: nothing.
    """

    signed: dt.date | None
    earlier: tuple[str, ...]
    more: Money | None
    until: dt.date


def undone(agreement: Agreement, amendment: Amendment) -> Agreement:
    """Give the agreement before an amendment, from the one after it. Raises ValidationError where that is none."""
    back = [Change(change.path, change.after, change.before) for change in reversed(amendment.change)]
    return apply(agreement, back)


def consolidated(
    amended: tree.Document, agreement: Agreement, amendment: Amendment, library: Library | None = None
) -> tree.Document:
    """Give the whole text as amended as a paper that nobody signs; it says where the signatures are."""
    press = Press(agreement)
    note = _printed(
        press, library or working(), "Consolidated", {"number": ("amendment.number", amendment.number)}
    )
    return replace(amended, closing=note, signatures=())


def amendment_paper(
    amendment: Amendment,
    before: Agreement,
    after: Agreement,
    *,
    layout: Layout,
    background: Background,
    put_forward: dt.date | None = None,
    version: str = "",
    library: Library | None = None,
) -> tree.Document:
    """Draw the paper. `layout` is that of the consolidated text, `put_forward` the day of the first look by a signer.

    `library` words the paper itself; left out: the working one.
    """
    drawing = _Drawing(amendment, before, after, layout, library or working())
    names = drawing.names(background, put_forward)
    press = drawing.press
    return tree.Document(
        title=tree.plain(drawing.words("Title", names)),
        subtitle=tree.plain(drawing.words("Subtitle", names)),
        version=version,
        dated=put_forward or amendment.effective,
        language=str(press.locale),
        paper=paper_size(before),
        cover=tuple(drawing.facts(names)),
        timeline=None,
        articles=(),
        glossary=(),
        schedules=(),
        closing=drawing.words("Closing", names),
        signatures=tuple(signature_blocks(before)),
    )


def of_terms_alone(paper: tree.Document) -> tree.Document:
    """Give what of a paper follows from its terms, to compare it with what its terms print."""
    return replace(paper, cover=tuple(map(_agreed, paper.cover)), version="", remarks=())


def _agreed(fact: tree.Fact) -> tree.Fact:
    """Leave out what the program says of it, and what comes from outside the terms: days of signing, sums charged."""
    rows = fact.table.rows if fact.table is not None else ()
    if fact.label == "Agreement":
        said = (each for each in fact.inlines if isinstance(each, tree.Value))
        return replace(fact, inlines=tuple(each for each in said if each.path not in FROM_OUTSIDE))
    if fact.label == "What it costs":
        figures = ([*map(_FIGURE.findall, map(tree.plain, row[1:]))] for row in rows)
        return replace(fact, inlines=tuple(tree.Text(f"{each}") for each in figures), table=None)
    if fact.label != "What changes" or fact.table is None:
        return fact
    without_names = tuple((row[0], *row[2:]) for row in rows)
    return replace(fact, table=replace(fact.table, columns=(), rows=without_names))


def _printed(press: Press, library: Library, head: str, names: PaperNames) -> Inlines:
    return press.sheet(library.entries(SHEET)[head], names, library=library).only


class _Drawing:
    """One paper being drawn: the terms before and after, and the press that prints each."""

    def __init__(
        self, amendment: Amendment, before: Agreement, after: Agreement, layout: Layout, library: Library
    ) -> None:
        self.amendment, self.before, self.after = amendment, before, after
        self.layout, self.library = layout, library
        self.was, self.press = Press(before, layout), Press(after, layout)

    def words(self, head: str, names: PaperNames) -> Inlines:
        """Print an entry of the sheet."""
        return _printed(self.press, self.library, head, names)

    def names(self, background: Background, put_forward: dt.date | None) -> PaperNames:
        """Give what the sheet may name, each with the term that it comes from."""
        effective, sides, more = self.amendment.effective, self.before.sides, background.more
        late = put_forward if put_forward and put_forward > effective else None
        return {
            "kind": ("amendment.kind", self.amendment.kind),
            "number": ("amendment.number", self.amendment.number),
            "title": ("amendment.title", self.amendment.title),
            "agreement": ("title", self.before.title),
            "dated": ("dated", self.before.dated),
            "client": ("amendment.client", sides.client.name),
            "consultant": ("amendment.consultant", sides.consultant.name),
            "signed": ("amendment.signed", background.signed),
            "earlier": ("amendment.earlier", background.earlier),
            "effective": ("amendment.effective", effective),
            "eve": ("amendment.eve", effective - DAY),
            "late": ("amendment.late", late),
            "more": ("amendment.more", more if more and more.minor > 0 else None),
            "less": (
                "amendment.less",
                Money(-more.minor, more.currency) if more and more.minor < 0 else None,
            ),
            "priced": ("amendment.priced", any(True for _ in self.prices())),
            "until": ("amendment.until", background.until),
            "many": ("amendment.many", len(self.differing()) > 1),
        }

    def differing(self) -> list[Change]:
        """Give the terms that differ."""
        return changes(self.before, self.after)

    def facts(self, names: PaperNames) -> Iterator[tree.Fact]:
        """Give the rows of the paper, in their order."""
        for label, table in (
            ("Agreement", None),
            ("Effective", None),
            ("What it costs", self.table("Prices", names, self.prices())),
            ("What changes", self.table("Terms", names, self.terms(names))),
            ("In words", self.table("Words", names, self.reworded())),
            ("Everything else", None),
        ):
            if table is not None or label != "In words":
                yield tree.Fact(self.press.worded(label), self.words(label, names), table)

    def table(self, heads: str, names: PaperNames, rows: Iterator[tuple[Inlines, ...]]) -> tree.Table | None:
        """Give a table under the heads that an entry names; None where it has no rows."""
        found = tuple(rows)
        columns = tuple(tree.plain(self.words(heads, names)).split(" | "))
        return tree.Table(columns, found) if found else None

    # ── what differs ───────────────────────────────────────────────────────────────────────────

    def prices(self) -> Iterator[tuple[Inlines, ...]]:
        """Give what has another price, or another maximum."""
        was, now = self.was.price_cells(), self.press.price_cells()
        for cite in dict.fromkeys((*was, *now)):
            if was.get(cite) != now.get(cite):
                what = (now.get(cite) or was[cite])[0]
                yield what, _most(was.get(cite)), _most(now.get(cite))

    def terms(self, names: PaperNames) -> Iterator[tuple[Inlines, ...]]:
        """Give each term that differs: its clause by number and title, what it says, and its values."""
        for change in self.differing():
            place = Cite(change.path).clause if change.path.count(".") else None
            clause = f"{self.press.numbers[place]} {self.press.heading(place)}" if place else ""
            if place == change.path:
                head = "Added clause" if change.before is None else "Removed clause"
                yield (tree.Text(clause),), self.words(head, names), (), ()
            else:
                label = (tree.Text(_label(change.path, (self.after, self.before))),)
                yield (
                    (tree.Text(clause),),
                    label,
                    self.value(self.before, change.path, names),
                    self.value(self.after, change.path, names),
                )

    def value(self, agreement: Agreement, path: str, names: PaperNames) -> Inlines:
        """Print what a term says."""
        value = term_at(agreement, path)
        if value is None:
            return self.words("Absent", names)
        press = self.press if agreement is self.after else self.was
        return (tree.Value(path, self.said(value, press, names)),)

    def said(self, value: object, press: Press, names: PaperNames) -> str:
        """Say a value in one line: a list by its items, a table by its terms."""
        if isinstance(value, bool):
            return tree.plain(self.words("Yes" if value else "No", names))
        if isinstance(value, tuple):
            return ", ".join(self.said(each, press, names) for each in value)
        if isinstance(value, BaseModel | dict):
            return "; ".join(f"{key}: {self.said(held, press, names)}" for key, held in _inside(value))
        people = press.names.people
        return people.get(value, value) if isinstance(value, str) else said(value, press.locale.country)

    def reworded(self) -> Iterator[tuple[Inlines, ...]]:
        """Give the words that differ, place by place."""
        was, now = (document(each, layout=self.layout, version="") for each in (self.before, self.after))
        gone = self.before.clauses.keys() - self.after.clauses.keys()
        new = self.after.clauses.keys() - self.before.clauses.keys()
        for one in rewordings(_without(was, new), _without(now, gone)):
            caption = (tree.Text(f" {one.caption}"),) if one.caption else ()
            place = ((tree.Strong((tree.Text(one.number),)),) if one.number else ()) + caption
            yield place, one.before, one.after


def _without(of: tree.Document, cites: Any) -> tree.Document:  # noqa: ANN401 - a set of cites
    """Leave out the notes that stand for clauses which are not there."""
    articles = tuple(
        replace(article, sections=tuple(each for each in article.sections if each.cite not in cites))
        for article in of.articles
    )
    return replace(of, articles=articles, schedules=tuple(s for s in of.schedules if s.cite not in cites))


def _most(cells: tuple[Inlines, ...] | None) -> Inlines:
    """Give a price with the most that it can come to."""
    if cells is None:
        return (tree.Text("—"),)
    _, amount, _, most, _ = cells
    return (*amount, tree.Text("; at most "), *most) if most else amount


def _label(path: str, agreements: tuple[Agreement, ...]) -> str:
    """Say what a term is: what its table describes it as, and of which thing, where a clause has many."""
    _, _, *inside = path.split(".")
    described = description_at(Agreement, path.split("."))
    key = inside[0] if inside and (len(inside) > 1 or not described) else ""
    named = (term_at(each, path.rpartition(key)[0] + key) for each in agreements) if key else ()
    thing = next((str(one.name) for one in named if getattr(one, "name", None)), key.replace("_", " "))
    short = described.partition(";")[0].partition(":")[0].removesuffix(".")
    return f"{thing}: {short[:1].lower()}{short[1:]}" if thing and short else thing or short or path


def _inside(value: BaseModel | dict[str, object]) -> Iterator[tuple[str, object]]:
    held = value if isinstance(value, dict) else dict(cast("Any", value))
    if isinstance(value, Keyed):
        held = dict(value.things)
    for key, each in held.items():
        if each is not None and each not in ((), {}):
            yield key.replace("_", " "), each
