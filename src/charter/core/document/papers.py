"""The schedule of which paper says what: for each section whether it stands in the order, in its master, or in both."""

from __future__ import annotations

from collections.abc import Iterator

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
    for cite in press.agreement.clauses:
        changed = laid.changed_in(cite)
        stands = "order"
        if cite in laid.sections:
            stands = "master and order" if changed else "master"
        terms = "; ".join(_called(path, cite) for path in changed)
        yield (
            (press.reference(cite),),
            (tree.Value("laid_over.sections", stands),),
            (tree.Value("laid_over.changed", terms),) if terms else (),
        )


def _called(path: Cite, cite: Cite) -> str:
    """Call a term of a clause in plain words: "due after"."""
    return path.removeprefix(f"{cite}.").replace(".", ", ").replace("_", " ")
