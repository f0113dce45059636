"""Signing by link in the workspace, and recording hours while another process seals, on one SQLite file.

A signature is one transaction: what is asked of it is bounded by what an entry of the journal takes, which is the
smallest thing that anybody records. While the worker prints and seals, whoever records something should hardly notice:
printing happens outside every transaction.
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from bench.ratio import Ratio
from charter.sealing.evidence.store import SEALED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from charter.sealing.evidence.store import DocumentStore
    from charter.web.kit.models import EngagementRow

EXAMPLE = Path(__file__).parents[1] / "examples" / "northlight" / "harbourline"
ROUNDS = 4
"""Agreements that are signed."""
ENTRIES = 40
"""Entries that are recorded in peace."""
BETWEEN = 0.05
"""Seconds between two entries beside the worker: SQLite lets nobody else in to whom never pauses."""
SEALER = """
import bench.signing
bench.signing.opened()
from charter.web.signing.owed import do_what_is_owed
print("ready", flush=True)
input()
do_what_is_owed()
"""
"""What the worker's process does, once it is told to begin."""


def measure() -> Iterable[Ratio]:
    """Sign agreements, then record hours in peace, and beside the worker that seals them."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"CHARTER_DATA": folder, "DATABASE_URL": "", "CHARTER_SECRET": "bench" * 8}
        os.environ["CHARTER_SMTP_URL"] = (
            "smtp://127.0.0.1:9"  # links go out only where there is a mail server
        )
        opened()
        rows, of = _put_forward(), _example()
        alone = [_recorded(of) for _ in range(ENTRIES)]
        signed = [_signed(row) for _ in range(2) for row in rows]
        yield Ratio(
            "sign: code, consent, chain and journal", "recording an entry",
            statistics.median(signed), statistics.median(alone), at_most=5,
        )  # fmt: skip
        beside = _beside_the_worker(of)
        yield Ratio(
            f"record an entry while {ROUNDS} agreements are sealed, p95 of {len(beside)}", "in peace",
            _p95(beside), _p95(alone), at_most=5,
        )  # fmt: skip
        sealed = sum(document.read(SEALED) is not None for document in map(_document, rows))
        assert sealed == ROUNDS, sealed


def opened() -> None:
    """Set Django up, on the site that `CHARTER_DATA` names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "charter.web.settings"
    import django  # noqa: PLC0415 - nobody who only imports this module gets a site

    django.setup()


def _put_forward() -> list[EngagementRow]:
    """Begin agreements, put them forward and print them; the first signer of each has a link."""
    from django.core.management import call_command  # noqa: PLC0415 - after Django is set up

    from charter.core.reading.settings import read_settings  # noqa: PLC0415 - as above
    from charter.web.demo.fennel import fennel  # noqa: PLC0415 - as above
    from charter.web.drafting.actions import begin_engagement  # noqa: PLC0415 - as above
    from charter.web.people.actions import begin_account, begin_workspace  # noqa: PLC0415 - as above
    from charter.web.signing.actions import offer_document  # noqa: PLC0415 - as above
    from charter.web.signing.owed import do_what_is_owed  # noqa: PLC0415 - as above

    call_command("migrate", verbosity=0)
    told = (EXAMPLE.parent / "workspace.toml").read_text("utf-8")
    account = begin_account("Mara Lindqvist", "mara@northlight.example", None)
    workspace = begin_workspace(account, "Northlight CTO", settings=told)
    terms = fennel(read_settings(told.encode()), dt.datetime.now(dt.UTC).date())
    rows = [begin_engagement(workspace, f"client {n}", terms, account.email) for n in range(ROUNDS)]
    for row in rows:
        offer_document(row, 0, account.email)
    do_what_is_owed()
    return rows


def _example() -> EngagementRow:
    """Bring the worked example in, whose hours are noted."""
    from charter.folder import engagement_texts  # noqa: PLC0415 - after Django is set up
    from charter.web.drafting.actions import import_engagement  # noqa: PLC0415 - as above
    from charter.web.kit.models import WorkspaceRow  # noqa: PLC0415 - as above

    return import_engagement(
        WorkspaceRow.objects.get(), "harbourline", dict(engagement_texts(EXAMPLE)), "mara"
    )


def _signed(row: EngagementRow) -> float:
    """Sign as whoever has the last link; give the seconds that the signature took, and ask the next."""
    from charter.web.kit.secrets import digits_of  # noqa: PLC0415 - after Django is set up
    from charter.web.signing.actions import ask_next, send_code, sign_document  # noqa: PLC0415 - as above
    from charter.web.signing.models import SigningCode, SigningLink  # noqa: PLC0415 - as above

    link = (
        SigningLink.objects.select_related("offer__engagement__workspace")
        .filter(offer__engagement=row)
        .latest("pk")
    )
    send_code(link)
    digits = digits_of(SigningCode.objects.filter(link=link).latest("pk").pk)
    start = time.perf_counter()
    sign_document(link, link.name, digits)
    taken = time.perf_counter() - start
    ask_next(link.offer)
    return taken


def _recorded(row: EngagementRow) -> float:
    """Record some work; give the seconds that it took."""
    from charter.web.running.actions import record_entry  # noqa: PLC0415 - after Django is set up

    values = {
        "kind": "hours",
        "on": "2024-03-20",
        "by": "mara",
        "hours": "0.01 hours",
        "work": str(uuid.uuid4()),
    }
    start = time.perf_counter()
    record_entry(row, values, "mara")
    return time.perf_counter() - start


def _beside_the_worker(row: EngagementRow) -> list[float]:
    """Record hours for as long as another process seals."""
    worker = subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-c", SEALER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert worker.stdin is not None
    assert worker.stdout is not None
    assert worker.stdout.readline().strip() == "ready"
    worker.stdin.write("go\n")
    worker.stdin.flush()
    taken = []
    while worker.poll() is None:
        taken.append(_recorded(row))
        time.sleep(BETWEEN)
    assert worker.returncode == 0, worker.returncode
    return taken


def _document(row: EngagementRow) -> DocumentStore:
    from charter.web.kit.rows_store import RowsStore  # noqa: PLC0415 - after Django is set up

    return RowsStore(row).document()


def _p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[18]
