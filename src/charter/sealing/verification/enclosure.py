"""What travels inside a document: its terms, its tree, and a statement of what it is.

The three attachments make a sealed PDF provable by itself. `agreement.toml` is the terms as they
were frozen, `document.json` the tree that was printed, `evidence.json` the statement: which frozen
document the signers saw, the head of the evidence chain, who seals, what is amended, which renderer.
The two in JSON say of which `format` they are; the terms begin with a header of their own.

The paper of an amendment encloses three more: `amendment.toml`, and the whole text as amended, printed
(`consolidated.pdf`) and as a tree (`consolidated.json`). Its `agreement.toml` is the terms as amended.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from charter.core.document import tree
from charter.sealing.evidence.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

TERMS, TREE, STATEMENT = "agreement.toml", "document.json", "evidence.json"
AMENDMENT, CONSOLIDATED, CONSOLIDATED_TREE = "amendment.toml", "consolidated.pdf", "consolidated.json"
FORMAT = 1
"""The format of what is written in JSON beside and inside a document, as this release writes and reads it."""


class NotEnclosed(ValueError):  # noqa: N818 - named for what is wrong
    """The attachments are not those of a Charter document; the message names the first that is not."""


@dataclass(frozen=True)
class SealStatement:
    """What the sealed document says of itself.

    `frozen` is the SHA-256 of the unsigned PDF that every signer saw; `head` the last link of the
    evidence chain before sealing (its number and digest, as `link.Head` prints it); `sealer` the
    fingerprint of the sealing certificate; `amends` the SHA-256 of the sealed PDF that this one amends,
    or "". `words` is the edition that words the paper of an amendment itself, or "".
    """

    edition: str
    press: Mapping[str, str]
    frozen: str
    head: str
    sealer: str
    amends: str = ""
    words: str = ""


@dataclass(frozen=True)
class Annex:
    """What the paper of an amendment encloses: the amendment as a file, and the whole text as amended."""

    amendment: str
    document: tree.Document
    pdf: bytes

    def files(self) -> dict[str, bytes]:
        """Give the attachments, by name."""
        return {
            AMENDMENT: self.amendment.encode(),
            CONSOLIDATED: self.pdf,
            CONSOLIDATED_TREE: canonical({"format": FORMAT} | tree.to_data(self.document)),
        }


@dataclass(frozen=True)
class Enclosed:
    """The attachments of a sealed document, read; `annex` is there for the paper of an amendment."""

    terms: str
    document: tree.Document
    statement: SealStatement
    annex: Annex | None = None

    def files(self) -> dict[str, bytes]:
        """Give the attachments, by name."""
        statement = vars(self.statement) | {"format": FORMAT, "press": dict(self.statement.press)}
        said = {name: value for name, value in statement.items() if value or name not in _LATER}
        return drafts(self.terms, self.document, self.annex) | {STATEMENT: canonical(said)}


_LATER = frozenset({"words"})
"""What the statement of older documents does not say, and what is not said where it is empty."""


def drafts(terms: str, document: tree.Document, annex: Annex | None = None) -> dict[str, bytes]:
    """Give the attachments of a document that is not sealed yet."""
    own = {TERMS: terms.encode(), TREE: canonical({"format": FORMAT} | tree.to_data(document))}
    return own | (annex.files() if annex else {})


def annex_of(files: Mapping[str, bytes]) -> Annex | None:
    """Read what the paper of an amendment encloses; None where nothing is enclosed so. Raises KeyError, ValueError."""
    if CONSOLIDATED_TREE not in files:
        return None
    document = tree.from_data(unversioned(files[CONSOLIDATED_TREE]))
    if not isinstance(document, tree.Document):
        raise ValueError("it is no document")  # noqa: TRY004 - what a file says, and no type of ours
    return Annex(files[AMENDMENT].decode(), document, files[CONSOLIDATED])


def unversioned(content: bytes) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Read what is written in JSON, without its format, which the first ones lack. Raises ValueError for another."""
    data = json.loads(content)
    if not isinstance(data, dict):
        return data
    version = data.pop("format", FORMAT)
    if type(version) is not int or version != FORMAT:
        raise ValueError(f"it is of format {version!r:.40}, and this release reads {FORMAT}")
    return data


def read_attachments(files: Mapping[str, bytes]) -> Enclosed:
    """Read the attachments. Raises NotEnclosed when one is missing or is not what it should be."""
    name = TERMS
    try:
        terms = files[name].decode()
        name = TREE
        document = tree.from_data(unversioned(files[name]))
        name = CONSOLIDATED_TREE
        annex = annex_of(files)
        name = STATEMENT
        statement = _statement(unversioned(files[name]))
    except KeyError as error:
        raise NotEnclosed(f"the attachment {name} is missing, or has no {error}") from error
    except (ValueError, TypeError, RecursionError) as error:
        raise NotEnclosed(f"the attachment {name} is not what Charter writes: {error}") from error
    if not isinstance(document, tree.Document):
        raise NotEnclosed(f"the attachment {TREE} is no document")
    return Enclosed(terms, document, statement, annex)


def _statement(data: object) -> SealStatement:
    """Take a statement as read. Raises TypeError for one that says something else than texts."""
    if not isinstance(data, dict):
        raise TypeError("it is no table")
    press = data.get("press")
    texts = [value for name, value in data.items() if name != "press"]
    if not isinstance(press, dict) or not all(isinstance(each, str) for each in (*press.values(), *texts)):
        raise TypeError("it says something else than texts")
    return SealStatement(**data)
