"""The time by a third party: asked for with the seal where a service is set, and again until it is there."""

from __future__ import annotations

import pytest
from django.conf import settings

from charter.sealing.verification.verify import verify
from charter.web import clock
from charter.web.kit.models import OutboxMail, WorkspaceRow
from charter.web.signing import owed
from charter.web.signing.models import Offer
from charter.web.signing.owed import do_what_is_owed
from tests.sealing.conftest import SPRING, Authority
from tests.web.people import Northlight
from tests.web.test_billing import later
from tests.web.test_signing import Fennel

NOWHERE = "http://127.0.0.1:9/tsa"
"""Where nothing answers: the port of a service that nobody runs any more."""


@pytest.fixture
def deal(nl: Northlight, monkeypatch: pytest.MonkeyPatch) -> Fennel:
    monkeypatch.setattr(settings, "SMTP", "smtp://mail.example:25")
    monkeypatch.setattr(settings, "TSA", NOWHERE)
    later(nl, SPRING.date())
    made = Fennel(nl)
    made.put_forward()
    return made


def answers(monkeypatch: pytest.MonkeyPatch, workspace: WorkspaceRow) -> None:
    """Let a service answer with the time at which it is asked: a key of the site may be younger than the test."""
    authority = Authority()
    monkeypatch.setattr(owed, "service", lambda _: authority.clock(clock.current_moment(workspace)))


def kinds(deal: Fennel) -> list[str]:
    return [link.kind for link in deal.store.chain()]


def stamped(deal: Fennel, pdf: bytes) -> list[str]:
    evidence = b"\n".join(link.line for link in deal.store.chain()) + b"\n"
    verdict = verify(pdf, evidence=evidence, now=clock.current_moment(deal.nl.workspace))
    assert verdict.findings == {}
    return [each.over for each in verdict.stamps]


def test_the_seal_has_the_time_of_the_service_that_is_set(
    deal: Fennel, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, deal.nl.workspace)
    deal.sign("aoife")
    mara = deal.sign("mara")
    assert stamped(deal, mara.get("/sign/files/sealed.pdf").content) == ["signature"]
    assert Offer.objects.get().unstamped == ""


def test_without_an_answer_it_is_sealed_told_and_asked_for_again(
    deal: Fennel, monkeypatch: pytest.MonkeyPatch
) -> None:
    deal.sign("aoife")
    mara = deal.sign("mara")
    offer = Offer.objects.get()
    assert (offer.done, "timestamp service gave none" in offer.unstamped) == (True, True)
    assert OutboxMail.objects.filter(template="sealed").count() == 2
    assert stamped(deal, mara.get("/sign/files/sealed.pdf").content) == []
    assert "asked for again" in deal.nl.browser("mara").text(deal.page)
    asked_again(deal)
    assert Offer.objects.get().tries > offer.tries
    answers(monkeypatch, deal.nl.workspace)
    asked_again(deal)
    assert stamped(deal, mara.get("/sign/files/sealed.pdf").content) == ["document"]
    assert kinds(deal)[-2:] == ["sealed", "timestamped"]
    assert Offer.objects.get().unstamped == ""
    assert OutboxMail.objects.filter(template="sealed").count() == 2
    assert "asked for again" not in deal.nl.browser("mara").text(deal.page)
    asked_again(deal)
    assert kinds(deal)[-2:] == ["sealed", "timestamped"]


def test_who_takes_the_service_away_is_asked_for_nothing(
    deal: Fennel, monkeypatch: pytest.MonkeyPatch
) -> None:
    deal.sign("aoife")
    deal.sign("mara")
    monkeypatch.setattr(settings, "TSA", "")
    asked_again(deal)
    assert Offer.objects.get().unstamped == ""


def asked_again(deal: Fennel) -> None:
    """Let the worker look once more, when the time for it has come."""
    Offer.objects.update(next_try=0)
    do_what_is_owed()
