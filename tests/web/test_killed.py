"""kill -9 at each write of the worker and of a signature: nothing is lost, doubled or forked. And what is kept how long."""

# ruff: noqa: F811 - a fixture of another file is a name here

from __future__ import annotations

import datetime as dt
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from charter.core.vocabulary.entry import Issued
from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.verification.verify import verify
from charter.web import clock
from charter.web.kit.engagements import engagement_in, forget_all
from charter.web.kit.limits import take_try
from charter.web.kit.models import Access, Bucket, EngagementRow, OutboxMail, WorkspaceRow
from charter.web.kit.papers import kept_papers
from charter.web.kit.rows_store import RowsStore
from charter.web.signing.models import Offer, SigningCode, SigningLink
from charter.web.signing.owed import do_what_is_owed
from charter.web.signing.posting import send_mails
from charter.web.signing.retention import DAY, remove_what_had_its_time
from tests.budget import tries
from tests.web.people import Northlight
from tests.web.test_billing import second_client
from tests.web.test_signing import NAMES, Fennel, deal  # noqa: F401 - a fixture

ROOT = Path(__file__).parents[2]
KILLED, MOST_WRITES = -signal.SIGKILL, 60


def step_killed(step: str, n: int) -> int:
    """Do a step in a process of its own that is killed before its n-th write; give how it ended."""
    connection.close()
    words = [sys.executable, "-m", "tests.web.killed", str(settings.DATA), step, str(n), settings.SECRET_KEY]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in {0, KILLED}, done.stderr[-2000:]
    forget_all()
    return done.returncode


def killed_again_and_again(step: str) -> int:
    """Kill a step before its first write, the next try before a later one, until one gets through; give how often."""
    for kills, n in enumerate(range(2, MOST_WRITES, tries(9, 1))):
        Offer.objects.update(next_try=0)
        if step_killed(step, n) == 0:
            return kills
    pytest.fail("never done")


@pytest.mark.random
def test_a_worker_that_is_killed_at_any_write_asks_and_seals_once(
    nl: Northlight, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SMTP", "smtp://mail.example:25")
    made = Fennel(nl)
    assert nl.browser("mara").post(made.page, do="offer", amendment="0").status_code == 302
    assert killed_again_and_again("work") > 0
    assert [link.kind for link in made.store.chain()].count("offered") == 1 + 1  # the terms, and the document
    assert OutboxMail.objects.filter(template="sign").count() == SigningLink.objects.count() == 1
    made.sign("aoife")
    mara = made.browser("mara")
    given = mara.post("/sign/give/", name=NAMES["mara"], code=made.code(mara), consent="on")
    assert given.status_code == 302
    assert killed_again_and_again("work") > 0
    do_what_is_owed()
    assert [link.kind for link in made.store.chain()].count("sealed") == 1
    assert OutboxMail.objects.filter(template="sealed").count() == 2
    assert inspect_chain(made.store.chain()) == []
    sealed = mara.get("/sign/files/sealed.pdf").content
    now = clock.current_moment(nl.workspace)
    assert not verify(sealed, evidence=made.store.chain().stored, now=now).findings


@pytest.mark.random
def test_a_signature_that_is_killed_at_any_write_is_given_whole_or_not_at_all(deal: Fennel) -> None:
    aoife = deal.browser("aoife")
    kills = 0
    for n in range(2, MOST_WRITES, tries(9, 1)):
        deal.code(aoife)
        SigningCode.objects.filter(used=True).delete()
        Bucket.objects.all().delete()
        ended = step_killed("sign", n)
        signed = [link.kind for link in deal.store.chain()].count("signed")
        entries = [entry.kind for entry in deal.engagement.journal.entries]  # type: ignore[attr-defined]
        assert entries.count("signed") == signed == (ended == 0)
        assert inspect_chain(deal.store.chain()) == []
        if ended == 0:
            break
        kills += 1
    assert kills > 0
    assert "You signed on" in aoife.text("/sign/")


@pytest.mark.random
@pytest.mark.parametrize("step", ["record", "issue"])
def test_what_is_recorded_or_issued_is_there_whole_or_not_at_all(nl: Northlight, step: str) -> None:
    """Killed before any write: no entry of half, no number twice or left out, and one chain."""
    rows = [nl.harbourline, EngagementRow.objects.get(slug=second_client(nl))]

    def state() -> list[tuple[int, int, int]]:
        forget_all()
        fresh = [EngagementRow.objects.select_related("workspace").get(pk=row.pk) for row in rows]
        return [
            (len(engagement_in(row).journal.entries), len([*RowsStore(row).chain()]), len(kept_papers(row)))
            for row in fresh
        ]

    before, kills = state(), 0
    for n in range(2, MOST_WRITES, tries(9, 1)):
        if step_killed(step, n) == 0:
            break
        kills += 1
        assert state() == before
    after = state()
    assert kills > 0
    assert after != before
    numbers = []
    for row in rows:
        fresh = EngagementRow.objects.select_related("workspace").get(pk=row.pk)
        assert inspect_chain(RowsStore(fresh).chain()) == []
        numbers += [entry.number for entry in engagement_in(fresh).journal.of(Issued)]
    assert len(set(numbers)) == len(numbers)


def test_what_had_its_time_goes_and_the_chain_stays(deal: Fennel, monkeypatch: pytest.MonkeyPatch) -> None:
    deal.sign("aoife")
    sealed = deal.sign("mara")
    take_try("somebody", 3, 60)
    OutboxMail.objects.update(sent=clock.current_moment())
    stored, began, real = deal.store.chain().stored, clock.seconds(), clock.current_moment
    assert remove_what_had_its_time() == 0

    def later(days: int) -> None:
        monkeypatch.setattr(clock, "seconds", lambda: began + days * DAY)
        monkeypatch.setattr(clock, "current_moment", lambda *of: real(*of) + dt.timedelta(days))

    later(3)
    remove_what_had_its_time()
    assert not SigningCode.objects.exists()
    assert not Bucket.objects.exists()
    assert SigningLink.objects.count() == 2
    assert OutboxMail.objects.exists()
    assert sealed.get("/sign/files/sealed.pdf").status_code == 200
    later(91)
    remove_what_had_its_time()
    assert not OutboxMail.objects.exists()
    assert Access.objects.count() == 1
    WorkspaceRow.objects.update(fixed_on=None)
    later(120)
    remove_what_had_its_time()
    assert not SigningLink.objects.exists()
    assert not Access.objects.exists()
    assert deal.store.chain().stored == stored
    assert "Sealed" in deal.nl.browser("mara").text(deal.page)


def test_what_still_waits_is_kept(deal: Fennel, monkeypatch: pytest.MonkeyPatch) -> None:
    began = clock.seconds()
    monkeypatch.setattr(clock, "seconds", lambda: began + 200 * DAY)
    remove_what_had_its_time()
    assert SigningLink.objects.count() == 1
    assert OutboxMail.objects.filter(sent=None).count() == 1
    monkeypatch.setattr(settings, "DEMO", True)
    assert send_mails() == 0
