"""The paper of an amendment, drawn again from what it encloses: from the terms before and after, and nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from charter.core.changes import Amendment, amend
from charter.core.document.amended import shown
from charter.core.document.amendment_paper import Background, amendment_paper, consolidated, undone
from charter.core.document.editions import library
from charter.core.reading import read_agreement
from charter.core.vocabulary import toml
from charter.core.vocabulary.header import NAME as HEADER

if TYPE_CHECKING:
    from charter.core.document import tree
    from charter.sealing.verification.enclosure import Enclosed


@dataclass(frozen=True)
class RedrawnPaper:
    """The paper of an amendment, and the text as amended, as their terms print them."""

    document: tree.Document
    consolidated: tree.Document


def amendment_in(text: str) -> Amendment:
    """Read an amendment as its paper encloses it. Raises ValueError for what is none."""
    table = {name: held for name, held in toml.loads(text).items() if name != HEADER}
    return Amendment.model_validate_json(json.dumps(table, default=str), strict=True)


def redrawn_paper(found: Enclosed, assembled: tree.Document) -> RedrawnPaper:
    """Draw the paper again; `assembled` is the text as amended, as its terms print it.

    What comes from outside of the terms is that of the paper itself, which is not compared. Raises NotKept where an
    edition is not here, and ValueError for an amendment that does not lead to the enclosed terms.
    """
    if found.annex is None:
        raise ValueError("it encloses no amendment")
    amendment, words = amendment_in(found.annex.amendment), library(found.statement.words)
    after = read_agreement(found.terms.encode())
    before = undone(after, amendment)
    if amend(before, amendment) != after:
        raise ValueError("the amendment does not lead to the terms")
    day = found.document.dated
    paper = amendment_paper(
        amendment,
        before,
        after,
        layout=shown(found.annex.document, found.statement.edition),
        background=Background(None, (), None, day),
        put_forward=day if day > amendment.effective else None,
        library=words,
    )
    return RedrawnPaper(replace(paper, dated=day), consolidated(assembled, after, amendment, words))
