"""Pages of the workspace, by two workers of gunicorn, beside a bare Django page of the same queries, rows and bytes.

What is compared is the slowest of a hundred (p99), ours and theirs asked in turn by two readers at once. The clients
are the worked example, brought in under many names; `PAGES=10000` asks the memory of as many requests.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import Request, urlopen

from bench.ratio import Ratio

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLE = Path(__file__).parents[1] / "examples" / "northlight" / "harbourline"
DAY = dt.date(2024, 3, 1)
"""A day in the middle of the example, on which much is due."""
SIZES = {"one": 1, "fifty": 50}
ROUNDS, TURNS = 150, 5
USUALLY = 2000
EARLY = 500
"""So many requests until a worker has read and kept what it shows."""


def measure() -> Iterable[Ratio]:
    """Ask for Today of one engagement and of fifty; then for one page many times, and weigh the workers."""
    with tempfile.TemporaryDirectory() as folder:
        cookie = _seeded(Path(folder))
        with _served() as (address, workers):
            for name, size in SIZES.items():
                pages = [_opened(f"{address}/{at}/{name}/", cookie) for at in ("w", "bare")]
                of, peer = f"Today of {size} (180 entries each)", "a bare Django page"
                yield Ratio(f"{of}, p99", peer, *_asked(pages), at_most=3)
                yield Ratio(f"{of}, processor time", peer, *_worked(pages, workers), at_most=3)
            many = int(os.environ.get("PAGES", USUALLY))
            page = _opened(f"{address}/w/one/", cookie)
            early, late = _weighed(page, workers, many)
            yield Ratio(
                f"memory per worker after {many:,} pages",
                f"after {EARLY}",
                late,
                early,
                at_most=1.05,
                unit="B",
            )


def _seeded(folder: Path) -> str:
    """Make a site with a workspace for each size; give the cookie of its owner, signed in."""
    os.environ |= {"CHARTER_DATA": str(folder), "DATABASE_URL": "", "CHARTER_SECRET": "bench" * 8}
    import bench.pages_site  # noqa: F401, PLC0415 - it sets Django up, by the folder above

    # isort: split
    from django.core.management import call_command  # noqa: PLC0415 - after Django is set up
    from django.db import connection  # noqa: PLC0415 - as above
    from django.test import Client  # noqa: PLC0415 - as above
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - as above

    from charter.folder import engagement_texts  # noqa: PLC0415 - as above
    from charter.web.drafting.actions import import_engagement  # noqa: PLC0415 - as above
    from charter.web.kit.models import WorkspaceRow  # noqa: PLC0415 - as above
    from charter.web.people.actions import begin_account, begin_workspace  # noqa: PLC0415 - as above

    call_command("migrate", verbosity=0)
    connection.cursor().execute("PRAGMA synchronous=OFF")  # of the seeding alone: nothing of it is measured
    account, files = begin_account("Mara", "mara@northlight.example", None), dict(engagement_texts(EXAMPLE))
    client, asked = Client(SERVER_NAME="127.0.0.1"), {}
    client.force_login(account)
    for name, size in SIZES.items():
        workspace = begin_workspace(account, name)
        for n in range(size):
            import_engagement(workspace, f"client {n}", files, "mara")
        WorkspaceRow.objects.filter(pk=workspace.pk).update(fixed_on=DAY)
        client.get(f"/w/{name}/")
        with CaptureQueriesContext(connection) as queries:
            given = client.get(f"/w/{name}/")
        assert given.status_code == 200, given.status_code
        statements = [each["sql"] for each in queries if each["sql"].startswith("SELECT")]
        asked[name] = {"statements": statements, "bytes": len(given.content)}
    (folder / "bare.json").write_text(json.dumps(asked), "utf-8")
    connection.close()
    return "; ".join(f"{key}={held.value}" for key, held in client.cookies.items())


@contextmanager
def _served() -> Iterator[tuple[str, list[int]]]:
    """Serve the site by two workers; give its address, and the workers' process ids."""
    words = [
        "bench.pages_site:application()",
        "--workers",
        "2",
        "--bind",
        "127.0.0.1:0",
        "--log-level",
        "info",
        "--no-control-socket",
    ]
    server = subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-m", "gunicorn", *words],
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    assert server.stderr is not None
    # A worker serves once Django is set up, which "Booting" does not say: the first requests wait for it.
    address, workers = "", list[int]()
    for line in server.stderr:
        if "Listening at: " in line:
            address = line.partition("Listening at: ")[2].split()[0]
        if "Booting worker with pid: " in line:
            workers.append(int(line.rsplit(" ", 1)[1]))
        if len(workers) == 2:
            break
    threading.Thread(target=lambda: sys.stderr.writelines(server.stderr or ()), daemon=True).start()
    try:
        yield address, workers
    finally:
        server.kill()
        for each in workers:
            with suppress(ProcessLookupError):  # one whose server is gone ends by itself
                os.kill(each, signal.SIGKILL)
        server.wait()


def _opened(address: str, cookie: str) -> Callable[[], float]:
    """Prepare to ask for a page; asking gives the seconds that it took."""
    request = Request(address, headers={"Cookie": cookie, "Accept-Encoding": "identity"})  # noqa: S310 - ours

    def ask() -> float:
        start = time.perf_counter()
        with urlopen(request, timeout=60) as answer:  # noqa: S310 - as above
            answer.read()
        return time.perf_counter() - start

    return ask


def _asked(pages: list[Callable[[], float]]) -> tuple[float, float]:
    """Give p99 of two pages, each asked by two readers at once, in turn; both workers have read what they show."""
    taken: list[list[float]] = [[], []]

    def read(_: int) -> None:
        for place, page in enumerate(pages):
            taken[place].append(page())

    with ThreadPoolExecutor(2) as readers:
        list(readers.map(read, range(12)))
        for each in taken:
            each.clear()
        list(readers.map(read, range(ROUNDS)))
    first, second = (statistics.quantiles(each, n=100)[98] for each in taken)
    return first, second


def _worked(pages: list[Callable[[], float]], workers: list[int]) -> tuple[float, float]:
    """Give the processor time of a page, of two pages that are asked in turn: whatever else a machine does is no part.

    A system counts it in hundredths of a second, so each is asked many times between two looks at the clock.
    """
    spent = [0, 0]
    for _ in range(TURNS):
        for place, page in enumerate(pages):
            before = sum(map(_ticks, workers))
            for _ in range(ROUNDS // TURNS):
                page()
            spent[place] += sum(map(_ticks, workers)) - before
    ours, theirs = (each / os.sysconf("SC_CLK_TCK") / (ROUNDS // TURNS * TURNS) for each in spent)
    return ours, theirs


def _ticks(process: int) -> int:
    """How many ticks of the clock a process has worked so far."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _weighed(page: Callable[[], float], workers: list[int], many: int) -> tuple[float, float]:
    """Give the memory of the heavier worker after the first requests, and after all."""
    held = []
    for number in range(1, many + 1):
        page()
        if number in {EARLY, many}:
            held.append(max(_memory(each) for each in workers))
    return held[0], held[-1]


def _memory(process: int) -> int:
    """How much memory a process holds, in bytes."""
    pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
