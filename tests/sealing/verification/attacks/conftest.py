"""What the attacks are made with, and how each is refused: by the answer it attacks, for its own reason.

With CHARTER_ATTACKS naming a folder each attacked file is also kept there, under the name of its test,
for outside readers to judge (tests/proof/test_seals.py).
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest

from charter.sealing.verification.verdict import Verdict, VerdictAnswer
from charter.sealing.verification.verify import verify

Append = Callable[[bytes, Mapping[int, bytes]], bytes]


def _appended(pdf: bytes, objects: Mapping[int, bytes]) -> bytes:
    """The file with an incremental update at its end, as any editor writes one: objects, table, trailer."""
    start = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    size = max(*(int(each) for each in re.findall(rb"/Size (\d+)", pdf)), *(number + 1 for number in objects))
    kept = b" ".join(re.findall(rb"/%b\s+\d+ 0 R" % each, pdf)[-1] for each in (b"Root", b"Info"))
    kept += b" " + re.findall(rb"/ID\s*\[[^\]]*\]", pdf)[-1]
    out, table = bytearray(pdf.rstrip() + b"\n"), bytearray()
    for number, body in sorted(objects.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    here = len(out)
    out += b"xref\n" + table
    out += b"trailer\n<</Size %d %b /Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (size, kept, start, here)
    return bytes(out)


@pytest.fixture(scope="session")
def append() -> Append:
    return _appended


def _text(value: object) -> bytes:
    """A value as a PDF has it; pikepdf gives Python's own numbers and truths."""
    if isinstance(value, pikepdf.Object):
        return value.unparse()
    return str(value).lower().encode()


class Anatomy:
    """Where things are in a PDF: object numbers, and objects as they are written."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(pdf))

    @property
    def free(self) -> int:
        """The first object number that is not taken."""
        return int(self.pdf.trailer.Size)

    @property
    def page(self) -> pikepdf.Object:
        return self.pdf.pages[0].obj

    @property
    def root(self) -> pikepdf.Object:
        return self.pdf.Root

    def number(self, thing: pikepdf.Object) -> int:
        return int(thing.objgen[0])

    def written(self, thing: pikepdf.Object, **entries: str) -> bytes:
        """The dictionary as bytes, with some entries replaced."""
        texts = {str(key): _text(value) for key, value in thing.items()}
        texts |= {f"/{key}": value.encode() for key, value in entries.items()}
        return b"<<" + b" ".join(key.encode() + b" " + text for key, text in texts.items()) + b">>"


@pytest.fixture(scope="session")
def anatomy() -> type[Anatomy]:
    return Anatomy


Refuse = Callable[..., Verdict]


@pytest.fixture
def refuse(request: pytest.FixtureRequest) -> Refuse:
    """Verifies an attacked file, and proves that one answer is no for just this reason."""
    shelf = os.environ.get("CHARTER_ATTACKS")

    def refused(pdf: bytes, field: str, reason: str, **given: object) -> Verdict:
        if shelf:
            name = re.sub(r"\W+", "-", request.node.name.removeprefix("test_")).strip("-")
            Path(shelf, f"{name}.pdf").write_bytes(pdf)
        verdict = verify(pdf, **given)  # type: ignore[arg-type]
        answer = verdict.answers()[field]
        assert isinstance(answer, VerdictAnswer)
        assert (answer.holds, answer.reason) == (False, reason), verdict.answers()
        assert verdict.exit_code == 1
        return verdict

    return refused


@pytest.fixture(scope="session")
def gap(sealed: bytes) -> tuple[int, int]:
    """Where the seal's /Contents stands, brackets included."""
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) \d+\]", sealed)
    assert found
    return int(found[1]), int(found[2])
