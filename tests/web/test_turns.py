"""SQLite has one writer at a time: who waits is next, whoever writes without a pause, and the worker survives waiting."""

# ruff: noqa: F811 - a fixture of another file is a name here

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.db import connection, transaction

from charter.sealing.evidence.inspection import inspect_chain
from charter.web.kit.limits import take_try
from charter.web.kit.models import OutboxMail
from charter.web.signing.models import Offer
from charter.web.signing.owed import do_what_is_owed
from charter.web.worker import sweep_owed
from tests.web.test_signing import Fennel, deal  # noqa: F401 - a fixture

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL locks rows, and has a queue"
)


@contextmanager
def beside(work: Callable[[], None]) -> Iterator[threading.Thread]:
    """Do something in a thread with a connection of its own, and wait for its end."""

    def done() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=done)
    thread.start()
    try:
        yield thread
    finally:
        thread.join()


def somebody_waits() -> bool:
    """Whether somebody stands in the gate through which a transaction begins."""
    database = Path(str(connection.settings_dict["NAME"]))
    with suppress(FileNotFoundError):
        gate = os.open(database.with_name(f".{database.name}.lock"), os.O_WRONLY)
        try:
            fcntl.flock(gate, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(gate)
    return False


@pytest.mark.usefixtures("site")
def test_who_waits_to_write_comes_before_whoever_writes_again_at_once() -> None:
    order: list[str] = []

    def write(who: str) -> None:
        with transaction.atomic():
            order.append(who)

    first = transaction.atomic()
    first.__enter__()
    with beside(lambda: write("waited")) as waits:
        while not somebody_waits():
            assert waits.is_alive()
            os.sched_yield()
        first.__exit__(None, None, None)
        write("again")
    assert order == ["waited", "again"]


def test_the_worker_seals_beside_one_who_writes_without_a_pause(deal: Fennel) -> None:
    deal.sign("aoife")
    mara = deal.browser("mara")
    code, sealed, written = deal.code(mara), threading.Event(), [0]
    assert mara.post("/sign/give/", name="Mara Lindqvist", code=code, consent="on").status_code == 302

    def write_on() -> None:
        while not sealed.is_set():
            take_try(f"somebody {written[0]}", 3, 60)
            written[0] += 1

    with beside(write_on):
        try:
            sweep_owed([do_what_is_owed])
        finally:
            sealed.set()
    offer = Offer.objects.get()
    assert (offer.done, offer.error, offer.tries) == (True, "", 0)
    assert written[0] > 0
    assert [link.kind for link in deal.store.chain()].count("sealed") == 1


def test_a_worker_that_is_kept_out_leaves_it_owed_says_so_and_seals_later(
    deal: Fennel, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    deal.sign("aoife")
    mara, owner = deal.browser("mara"), deal.nl.browser("mara")
    given = mara.post("/sign/give/", name="Mara Lindqvist", code=deal.code(mara), consent="on")
    assert given.status_code == 302
    connection.close()
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0)
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for _ in range(3):
        sweep_owed([do_what_is_owed])
    assert "database is locked" in caplog.text
    assert "this is tried again until it is done" in owner.text(deal.page)
    other.execute("ROLLBACK")
    other.close()
    sweep_owed([do_what_is_owed])
    assert Offer.objects.get().done
    assert inspect_chain(deal.store.chain()) == []
    assert [link.kind for link in deal.store.chain()].count("sealed") == 1
    assert OutboxMail.objects.filter(template="sealed").count() == 2
