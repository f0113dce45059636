"""Whether the evidence chain is unbroken and contains this document.

The document names the head of the chain before it was sealed, and the chain records the sealing by
the digest of the sealed file. So neither can be exchanged without the other: a chain cut off, put in
another order, edited or forked no longer passes through that head. The last link has nothing after it
that vouches for it: of that one only what the file itself shows is proven, not by whom or when it was
written.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from charter.sealing.evidence.chain import Chain
from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.evidence.journal_record import spoken_in
from charter.sealing.evidence.link import EvidenceError, Head, Link, read_link
from charter.sealing.verification.enclosure import Enclosed
from charter.sealing.verification.verdict import VerdictAnswer, no, open_question, yes

_CLOCKS_DIFFER = dt.timedelta(days=1)
_SHORTEST = 60
"""Bytes below which no line is a link: the digest alone that it names takes 64."""
_ENOUGH = 100
"""Lines among which a chain, however broken, has a link."""

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.sealing.verification.pdf_file import PdfFile


def judge_chain(
    evidence: bytes | None, file: PdfFile, found: Enclosed | VerdictAnswer, zone: str = "UTC"
) -> VerdictAnswer:
    """Judge the chain beside a sealed file; `found` is what the file encloses."""
    if evidence is None:
        return open_question("no-evidence", "No evidence was given, so the chain was not checked.")
    if evidence.count(b"\n") > len(evidence) // _SHORTEST + _ENOUGH:
        return no(
            "chain-broken", "What was given as evidence is none: most of its lines are too short to be links."
        )
    chain = Chain(evidence)
    return _broken(chain) or _beside(chain, found) or _recorded(chain, file, zone)


def judge_amended(
    evidence: bytes | None, chain: VerdictAnswer, found: Enclosed | VerdictAnswer, zone: str = "UTC"
) -> VerdictAnswer | None:
    """Judge whether the chain records the seal of what a file amends; None where it amends nothing.

    `chain` is the answer of `judge_chain`. What was sealed after this document's own head cannot be what it amends.
    """
    if isinstance(found, VerdictAnswer) or not found.statement.amends:
        return None
    if evidence is None:
        return open_question("no-evidence", "No evidence was given, so what it amends was not looked for.")
    if not chain.holds:
        return open_question(
            "chain-does-not-hold", "Not looked for, because the evidence itself does not hold."
        )
    link = next(Chain(evidence).find("sealed", digest=found.statement.amends), None)
    if link is None:
        return no(
            "amended-not-found", "The evidence records no seal of the agreement that this one says it amends."
        )
    if not found.statement.head or link.n > Head.parse(found.statement.head).n:
        return no(
            "amended-later", f"What it says it amends was sealed after it: only link {link.n} records that."
        )
    return yes(
        "amended-found", f"Link {link.n} records the seal of what it amends, on {spoken_in(zone, link.at)}."
    )


def sealed_part(file: PdfFile) -> bytes:
    """Give the file as it was when it was sealed, without what was added later."""
    return file.data[: _ends(file)[0]]


def _broken(chain: Chain) -> VerdictAnswer | None:
    # A write that was cut off is no break: nobody was told of it, and the next one sets it aside.
    faults = [fault for fault in inspect_chain(chain) if fault.kind != "torn"]
    if not faults and chain.lines:
        return None
    if not any(_is_link(line) for line in chain.lines[:_ENOUGH]):
        return no(
            "chain-broken", "What was given as evidence is none, or empty: it holds no link of a chain."
        )
    return no("chain-broken", f"The evidence is broken: {faults[0]}.")


def _is_link(line: bytes) -> bool:
    try:
        read_link(line.rstrip(b"\r"))
    except EvidenceError:
        return False
    return True


def _beside(chain: Chain, found: Enclosed | VerdictAnswer) -> VerdictAnswer | None:
    if isinstance(found, VerdictAnswer) or not found.statement.head:
        return None
    try:
        head = Head.parse(found.statement.head)
    except EvidenceError as error:
        return no("chain-other", f"The document names no head of a chain: {error}.")
    if len(chain) < head.n:
        return no(
            "chain-cut-off",
            f"The document was sealed after link {head.n}, and the evidence ends at {len(chain)}.",
        )
    if not chain.holds(head):
        return no(
            "chain-forked", f"Link {head.n} of the evidence is another than the one the document names."
        )
    return None


def _recorded(chain: Chain, file: PdfFile, zone: str) -> VerdictAnswer:
    digests = {hashlib.sha256(file.data[:end]).hexdigest() for end in _ends(file)}
    link = next(_sealings(chain, digests), None)
    if link is None:
        return no("not-in-chain", "The evidence does not record that this document was sealed.")
    if link.what.get("certificate", _sealer(file)) != _sealer(file):
        return no("chain-other", f"Link {link.n} records this document, but sealed with another certificate.")
    claimed = file.signatures[0].self_reported_timestamp
    if claimed and link.at < claimed - _CLOCKS_DIFFER:
        return no(
            "chain-dated-before",
            f"Link {link.n} records the seal on {spoken_in(zone, link.at)}, "
            f"before the seal's own {spoken_in(zone, claimed)}.",
        )
    return yes(
        "recorded",
        f"The chain is unbroken; link {link.n} records this document's seal on {spoken_in(zone, link.at)}."
        + (" No later link vouches for that one." if link.n == len(chain) else ""),
    )


def _sealer(file: PdfFile) -> str:
    fingerprint: str = file.signatures[0].signer_cert.sha256.hex()
    return fingerprint


def _sealings(chain: Chain, digests: set[str]) -> Iterator[Link]:
    return (link for each in sorted(digests) for link in chain.find("sealed", digest=each))


def _ends(file: PdfFile) -> list[int]:
    return [int(each.byte_range[2]) + int(each.byte_range[3]) for each in file.signatures]
