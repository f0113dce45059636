r"""A playbook's own texts: read as the library's are, linted alike, and printed into a draft as negotiated words.

What is printed stands in the agreement itself, so that nothing that is signed hangs on a file of the workspace.

>>> texts = {"general/luck.md": "# Luck\n", "general/signature.md": "# Signing\n\n{{ open('x') }}\n"}
>>> for said in lint_texts(texts)[:2]:
...     print(said)
general/luck.md: no clause is called general.luck
general/signature.md: line 3: only see("part.clause") and has("part.clause") may be called
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from jinja2 import TemplateError

from charter.core.agreement import CLAUSES, Agreement
from charter.core.document import tree
from charter.core.document.assembly import document
from charter.core.document.layout import Layout
from charter.core.document.library import Library, digest, working
from charter.core.document.lint import lint
from charter.core.draft import draft
from charter.core.interview.drafting import Drafted, get, put
from charter.core.interview.term_names import term_path
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.header import RELEASE

WHY = "Your playbook has words of its own for this clause."


def clause_of(name: str) -> Cite:
    """Give the clause that a text words, by the name of its file; also that of one law.

    >>> clause_of("exit/disputes@DE.md")
    'exit.disputes'
    """
    return Cite(name.removesuffix(".md").partition("@")[0].replace("/", "."))


def lint_texts(texts: Mapping[str, str]) -> list[str]:
    """Say what is wrong with the texts of a playbook, each with its file; an empty list when nothing is."""
    return [f"{name}: {said}" for name in texts for said in _wrong(name, texts)]


def _wrong(name: str, texts: Mapping[str, str]) -> Iterator[str]:
    cite, law = clause_of(name), name.removesuffix(".md").partition("@")[2]
    if cite not in CLAUSES:
        yield f"no clause is called {cite}"
        return
    try:
        words = _library(cite, texts).words(cite, law, "en")
        yield from lint(cite, words)
    except (TemplateError, LookupError, ValueError) as error:
        yield str(error)


def _library(cite: Cite, texts: Mapping[str, str]) -> Library:
    """Give the library with a clause in the playbook's words alone."""
    others = {name: text for name, text in working().texts.items() if not _words(name, cite)}
    return Library(RELEASE, others | {name: text for name, text in texts.items() if _words(name, cite)})


def _words(name: str, cite: Cite) -> bool:
    return name.endswith(".md") and clause_of(name) == cite


def in_own_words(made: Drafted, texts: Mapping[str, str], today: dt.date) -> Drafted:
    """Give a draft with the playbook's words in the clauses that it has words for; terms and consequences stay."""
    agreement = draft(made.values, today).agreement if texts else None
    if agreement is None:
        return made
    filled = dict(made.filled)
    for cite in dict.fromkeys(map(clause_of, texts)):
        if cite in agreement.clauses and get(made.values, f"{cite}.wording") is None:
            replaced = digest(cite, *(get(made.values, term_path(name)) for name in ("law", "language")))
            words = {"text": _printed(agreement, cite, texts), "replaces": replaced, "effect": "same"}
            put(made.values, f"{cite}.wording", words)
            filled[f"{cite}.wording"] = WHY
    return made._replace(filled=filled)


def _printed(agreement: Agreement, cite: Cite, texts: Mapping[str, str]) -> str:
    """Print the words of a clause with the terms of the agreement, one paragraph to a blank line."""
    drawn = document(agreement, layout=Layout(later={cite: _library(cite, texts)}))
    section = next(section for section in tree.sections(drawn) if section.cite == cite)
    return "\n\n".join(_paragraphs(section))


def _paragraphs(section: tree.Section) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, tree.Paragraph):
            yield f"{block.caption} {tree.plain(block.inlines)}".strip()
        elif isinstance(block, tree.Items):
            yield "\n".join(f"- {tree.plain(item)}" for item in block.items)
