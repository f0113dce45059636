"""Whether the terms at hand are those that were signed: told in one line by every command that reads them.

A folder whose chain of evidence holds no signature of the agreement is passed over without a look at it. Nothing here
verifies a seal: digests are compared, and `charter evidence --check` and `charter verify` prove the rest.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from charter.cli.errors import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.core.engagement import Engagement
    from charter.sealing.evidence.chain import Chain

EVIDENCE, SEALED, TERMS_SIGNED = "evidence.jsonl", "signing/sealed.pdf", "signing/agreement.toml"
"""Where the chain, the seal and the terms signed lie; their modules are not imported for a look at what is there."""
MOST = 3
"""No more terms than this are named: it is one line."""

SIGNED = (b'"kind":"signed"', b'"kind":"sealed"')
"""How a signature and a seal stand in the chain."""


def warn(engagement: Engagement, path: Path) -> None:
    """Say on the error stream where the terms are not those signed. Raises Mistake for evidence that cannot be read."""
    for said in departures(engagement, path):
        sys.stderr.write(f"warning: {said}\n")


def refuse(engagement: Engagement, path: Path) -> None:
    """Refuse to issue on terms that are not those signed; `warn` has said why. Raises Mistake."""
    if departures(engagement, path):
        raise Mistake("nothing is issued while the terms are not those signed")


def departures(engagement: Engagement, path: Path) -> list[str]:
    """Say each way in which the terms are not those signed, and how to mend it."""
    from charter.folder import AGREEMENTS

    if path.is_file() and path.name not in AGREEMENTS:
        return []
    folder = path if path.is_dir() else path.parent
    stored = _stored(folder / EVIDENCE)
    if stored is None:
        gone = f"{folder / EVIDENCE} is gone though the agreement is sealed: put it back, it says what was signed"
        return [gone] if (folder / SEALED).exists() else []
    if not any(kind in stored for kind in SIGNED):
        return []
    return list(_departures(engagement, folder, path))


def _stored(evidence: Path) -> bytes | None:
    try:
        return evidence.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        said = f"cannot be read: {error.strerror or error}"
        raise Mistake(f"{evidence} {said}; see to its permissions and its links") from None


def _departures(engagement: Engagement, folder: Path, path: Path) -> Iterator[str]:
    from dataclasses import replace

    from charter.folder import AGREEMENTS, AMENDMENTS, JOURNAL, named_texts
    from charter.sealing.evidence.folder_store import FolderStore
    from charter.sealing.evidence.inspection import check
    from charter.sealing.evidence.link import EvidenceError
    from charter.sealing.evidence.reconciliation import TERMS, Books, differences

    evidence = folder / EVIDENCE
    chain = FolderStore(folder).chain()
    broken = [fault for fault in check(chain) if fault.kind != "torn"]
    if broken:
        yield f"{evidence}, {broken[0]}; so nothing proves that these terms are those signed"
        return
    try:
        files = {name: raw for name, (_, raw) in named_texts(path).items() if name != JOURNAL}
        found = differences(replace(Books.of(engagement, files), entries=()), chain)
    except EvidenceError as error:
        yield f"{evidence} does not say what was signed: {error}"
        return
    for each in found:
        if each.name == TERMS and each.kind == "changed":
            agreement = next(folder / name for name in AGREEMENTS if (folder / name).exists())
            yield f"{agreement}: {each.message}{_which(engagement, folder, chain)}"
        elif each.name.startswith("amendment ") and path.is_dir():
            if each.kind in {"changed", "gone"}:
                yield f"{folder / AMENDMENTS}: {each.message}"
            elif not _signed(chain, each.name):
                number = each.name.rpartition(" ")[2]
                yield (
                    f"{folder / AMENDMENTS}: {each.name} is neither signed nor recorded, but the agreement is signed: "
                    f"run `charter sign --amendment {number}`, or `charter record` where it is signed on paper"
                )


def _which(engagement: Engagement, folder: Path, chain: Chain) -> str:
    """Name the terms that differ, where those signed lie beside the seal as they were."""
    from hashlib import sha256

    from charter.core.changes import changes
    from charter.core.reading import read_agreement

    try:
        raw = (folder / TERMS_SIGNED).read_bytes()
    except OSError:
        return ""
    if not any(chain.find("offered", digest=sha256(raw).hexdigest())):
        return ""
    paths = [change.path for change in changes(read_agreement(raw), engagement.agreement)]
    more = f" and {len(paths) - MOST} more" if len(paths) > MOST else ""
    return f" ({', '.join(paths[:MOST])}{more})"


def _signed(chain: Chain, name: str) -> bool:
    """Whether somebody signed what was offered under a name."""
    digests = {link.what["digest"] for link in chain.find("offered", name=name)}
    return any(link.what["digest"] in digests for link in chain.find("signed"))
