"""Trouble of the machine: a disk without room, a clock that was set back. Nothing is lost, and all goes on after."""

# ruff: noqa: F811 - a fixture of another file is a name here

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from charter.atomic import write_whole
from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.verification.verify import verify
from charter.web import backup, clock
from charter.web.kit import blobs
from charter.web.kit.models import OutboxMail
from charter.web.signing.models import Offer
from charter.web.signing.owed import do_what_is_owed
from tests.web.test_signing import NAMES, Fennel, deal  # noqa: F401 - a fixture

YEAR = 366 * 24 * 3600


class Disk:
    """A disk that has room for so many files more."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
        self.room = room
        monkeypatch.setattr(blobs, "write_whole", self.write)

    def write(self, path: Path, content: bytes) -> None:
        if self.room == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        self.room -= 1
        write_whole(path, content)


@pytest.mark.parametrize("room", range(3))
def test_a_full_disk_loses_no_signature_and_sealing_goes_on_with_room(
    deal: Fennel, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    deal.sign("aoife")
    mara = deal.browser("mara")
    code = deal.code(mara)
    mara.client.raise_request_exception = False
    disk = Disk(monkeypatch, room)
    for _ in range(2):
        given = mara.client.post("/sign/give/", {"name": NAMES["mara"], "code": code, "consent": "on"})
        do_what_is_owed()
        signed = [link.kind for link in deal.store.chain()].count("signed")
        assert signed == 1 + (given.status_code == 302)
        assert inspect_chain(deal.store.chain()) == []
        if given.status_code == 302:
            break
    offer = Offer.objects.get()
    assert offer.done or given.status_code != 302 or "No space left on device" in offer.error
    assert not OutboxMail.objects.filter(template="sealed").exists() or offer.done
    disk.room = 99
    if given.status_code != 302:
        code = deal.code(mara)
        given = mara.post("/sign/give/", name=NAMES["mara"], code=code, consent="on")
        assert given.status_code == 302
    Offer.objects.update(next_try=0)
    do_what_is_owed()
    sealed, evidence = (mara.get(f"/sign/files/{name}").content for name in ("sealed.pdf", "evidence.jsonl"))
    assert not verify(sealed, evidence=evidence, now=clock.current_moment(deal.nl.workspace)).findings
    assert OutboxMail.objects.filter(template="sealed").count() == 2


def test_a_backup_without_room_leaves_none_behind(
    deal: Fennel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> bytes:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(backup, "content_of", full)
        with pytest.raises(OSError, match="No space left"):
            backup.write_backup(tmp_path / "backup.zip")
    assert not list(tmp_path.glob("*.zip"))
    backup.write_backup(tmp_path / "backup.zip")
    assert (tmp_path / "backup.zip").stat().st_size > 0


def test_a_clock_that_is_set_back_opens_nothing_twice_and_stops_nothing(
    deal: Fennel, monkeypatch: pytest.MonkeyPatch
) -> None:
    aoife = deal.sign("aoife")
    mara = deal.browser("mara")
    code = deal.code(mara)
    began = clock.seconds()
    monkeypatch.setattr(clock, "seconds", lambda: began - YEAR)
    assert mara.post("/sign/give/", name=NAMES["mara"], code=code, consent="on").status_code == 302
    for who, browser in (
        ("aoife", aoife),
        ("mara", mara),
    ):  # the page says that they have signed, and takes nothing
        again = browser.post("/sign/give/", name=NAMES[who], code=code, consent="on")
        assert again.headers["Location"] == "/sign/"
    assert len(deal.store.document().given()) == 2
    do_what_is_owed()
    assert [link.kind for link in deal.store.chain()].count("sealed") == 1
    assert inspect_chain(deal.store.chain()) == []
    for n in range(12):
        answer = mara.post("/sign/code/")
        assert answer.status_code == (302 if n < 4 else 429), n
