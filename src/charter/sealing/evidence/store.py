"""Where evidence is kept: what the rules of evidence, signing and sealing ask of it, and no more.

A store holds one engagement: its chain, the private content that the chain only commits to, and the files of each
document that was put forward for signing. The rules speak to these two protocols, so that a folder on a disk
(`folder_store.py`), a database or a dictionary may stand behind them. They all keep three promises:

- inside `lock` nobody else changes anything in the same store, and what is read there stays so;
- a change that returned lasts, and one that failed (OSError) or was killed has left the old state or the new one;
- what is appended together is there together.

Every change is made inside `lock`, which may be taken again by whoever holds it: an act made of acts is one act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from contextlib import AbstractContextManager

    from charter.sealing.evidence.chain import Chain
    from charter.sealing.evidence.commitment import Opening
    from charter.sealing.evidence.link import Head, Link

SEALED = "sealed.pdf"
"""The name of the sealed file among those of a document."""
BINDING = (b'"kind":"signed"', b'"kind":"sealed"')
"""How a signature and a seal stand in the chain."""
GIVEN = "given"
"""The folder in which names of signatures and declines stand, like `given/001-….json`."""


class DocumentStore(Protocol):
    """The files of one document put forward for signing: as frozen, what its signers gave, and as sealed."""

    @property
    def place(self) -> str:
        """What messages call it."""

    def read(self, name: str) -> bytes | None:
        """Give what is kept under a name; None where there is nothing."""

    def write(self, name: str, content: bytes) -> None:
        """Keep content under a name, in place of what was there."""

    def given(self) -> list[str]:
        """Name what is kept below `GIVEN`, in the order of the names."""


class EvidenceStore(Protocol):
    """The evidence of one engagement."""

    @property
    def place(self) -> str:
        """What messages call the chain."""

    def lock(self) -> AbstractContextManager[None]:
        """Keep all others from changing this store; waits for its turn."""

    def chain(self) -> Chain:
        """Give the chain as it stands; an empty one where nothing was recorded."""

    def head(self) -> Head | None:
        """Tell how far the chain reaches; None where there is none yet. Raises EvidenceError where it ends oddly."""

    def append(self, links: Collection[Link]) -> None:
        """Add links that follow the head."""

    def replace(self, chain: Chain) -> None:
        """Keep a chain that has grown elsewhere, byte for byte, in place of this one."""

    def openings(self) -> Mapping[str, Opening]:
        """Give the private content, by commitment. Raises EvidenceError where some of it was changed."""

    def keep(self, opening: Opening) -> None:
        """Keep private content; done before the chain commits to it."""

    def forget(self, commitments: Collection[str]) -> None:
        """Remove private content for good, with all pieces that killed writes left of any. Raises as `openings`."""

    def scraps(self) -> list[str]:
        """Name the pieces of private content that killed writes left; `forget` removes them."""

    def tidy(self) -> None:
        """Remove what killed writes left, other than private content."""

    def document(self, amendment: int = 0) -> DocumentStore:
        """Give the files of the agreement (0), or of an amendment by its number."""


def bound(store: EvidenceStore) -> bool:
    """Whether somebody signed or sealed anything here: a look at the bytes, which is all that most commands need."""
    stored = store.chain().stored
    return any(kind in stored for kind in BINDING) or (
        not stored and store.document().read(SEALED) is not None
    )
