"""Shadow attacks: the file is prepared before it is sealed, and what it shows changes afterwards.

Mainka, Mladenov, Rohlmann: "Shadow Attacks: Hiding and Replacing Content in Signed PDFs" (NDSS 2021).
Each is refused twice: the preparation because the document cannot be printed so from its own terms,
the change because a seal allows none.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from charter.sealing.making.seal import seal

if TYPE_CHECKING:
    from charter.sealing.making.keys import SealingKey
    from tests.sealing.verification.attacks.conftest import Anatomy, Append, Refuse

SPRING = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
CHANGED = ("covers_whole_file", "changed-after-sealing")
PREPARED = ("terms_match", "changed-before-sealing")


@pytest.fixture(scope="session")
def printed(sealed: bytes) -> bytes:
    return sealed[: sealed.index(b"%%EOF") + 5]


def test_shadow_hide(
    printed: bytes, key: SealingKey, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    """A picture covers a paragraph while the file is signed; afterwards it is taken away."""
    file = anatomy(printed)
    cover = b"<</Length 34>>\nstream\n1 g 72 400 400 200 re f           \nendstream"
    contents = f"[{file.number(file.page.Contents)} 0 R {file.free} 0 R]"
    page = file.written(file.page, Contents=contents)
    prepared = seal(append(printed, {file.number(file.page): page, file.free: cover}), key, SPRING).pdf
    refuse(prepared, *PREPARED)
    nothing = b"<</Length 0>>\nstream\n\nendstream"
    refuse(append(prepared, {file.free: nothing}), *CHANGED)


def test_shadow_replace(sealed: bytes, append: Append, anatomy: type[Anatomy], refuse: Refuse) -> None:
    """A font is replaced, so that the same letters look otherwise: readers long held that harmless."""
    file = anatomy(sealed)
    font = next(iter(file.page.Resources.Font.values()))
    other = b"<</Type /Font /Subtype /Type1 /BaseFont /Symbol>>"
    refuse(append(sealed, {file.number(font): other}), *CHANGED)


def test_shadow_hide_and_replace(
    printed: bytes, key: SealingKey, append: Append, anatomy: type[Anatomy], refuse: Refuse
) -> None:
    """A second document lies hidden in the sealed part; one new table entry brings it up."""
    file = anatomy(printed)
    number = file.free
    pages = f"<</Type /Pages /Kids [{number + 1} 0 R] /Count 1>>".encode()
    page = f"<</Type /Page /Parent {number} 0 R /MediaBox [0 0 595 842]>>".encode()
    prepared = seal(append(printed, {number: pages, number + 1: page}), key, SPRING).pdf
    refuse(prepared, *PREPARED)
    sealed_file = anatomy(prepared)
    root = sealed_file.written(sealed_file.root, Pages=f"{number} 0 R")
    refuse(append(prepared, {sealed_file.number(sealed_file.root): root}), *CHANGED)
