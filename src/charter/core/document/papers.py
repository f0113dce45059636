"""The schedule of which paper says what: for each section whether it stands in the order, in its master, or in both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from charter.core.document import tree
from charter.core.document.printing import PAPERS, Press
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.laid_over import LaidOver


def papers(press: Press, letter: str) -> tree.Schedule:
    """Print the schedule of an order; in the document of any other agreement, a note that there is none."""
    laid = press.agreement.laid_over or LaidOver(master="", sections=())
    heading, note, columns = press.collected("papers", {"master": ("laid_over.master", laid.master)})
    return tree.Schedule(letter, heading, PAPERS, note.only, tree.Table(columns, tuple(_rows(press, laid))))


def _rows(press: Press, laid: LaidOver) -> Iterator[tuple[tuple[tree.Inline, ...], ...]]:
    """Give a row for all sections of each paper, and one for each section that stands in both."""
    cites = tuple(press.agreement.clauses)
    both = [cite for cite in cites if cite in laid.sections and laid.changed_in(cite)]
    alone = {
        "order": [cite for cite in cites if cite not in laid.sections],
        "master": [cite for cite in cites if cite in laid.sections and cite not in both],
    }
    for paper, sections in alone.items():
        if sections:
            yield (tree.Value("laid_over.sections", paper),), _listed(press, sections), ()
    for cite in both:
        terms = "; ".join(_called(path, cite) for path in laid.changed_in(cite))
        stands = tree.Value("laid_over.sections", "master and order")
        yield (stands,), (press.reference(cite),), (tree.Value("laid_over.changed", terms),)


def _listed(press: Press, cites: Iterable[Cite]) -> tuple[tree.Inline, ...]:
    """Refer to sections, one after the other."""
    found: list[tree.Inline] = []
    for cite in cites:
        found += [tree.Text("; "), press.reference(cite)]
    return tuple(found[1:])


def _called(path: Cite, cite: Cite) -> str:
    """Call a term of a clause in plain words: "due after"."""
    return path.removeprefix(f"{cite}.").replace(".", ", ").replace("_", " ")
