"""Who lost the right to sign while a paper was on its way: nothing they do by their link counts, on any page."""

from __future__ import annotations

import datetime as dt
import html

import pytest
from django.conf import settings

from charter.sealing.evidence.inspection import inspect_chain
from charter.web.drafting.amendments import written_amendment
from charter.web.kit.engagements import engagement_in
from charter.web.kit.models import EngagementRow, WorkspaceRow
from charter.web.signing.models import Offer, SigningCode, SigningLink
from charter.web.signing.owed import do_what_is_owed
from tests.web.people import Browser, Northlight
from tests.web.test_signing import Fennel

LAST, NEXT = dt.date(2023, 11, 14), dt.date(2023, 11, 15)
CARA = """
[foundation.parties.people.cara]
side = "client"
name = "Cara Doyle"
title = "Managing Director"
email = "cara@fennel.example"
may = ["sign", "give notices", "accept", "approve costs"]
"""


def fresh(made: Fennel) -> EngagementRow:
    return EngagementRow.objects.select_related("workspace").get(pk=made.row.pk)


def amended(made: Fennel, number: int, effective: dt.date, source: str) -> None:
    """Write an amendment on its page, and put it forward."""
    mara = made.nl.browser("mara")
    where = f"{made.nl.home}e/{made.row.slug}/amend/"
    base = written_amendment(fresh(made)).base
    filled = {"title": "A change", "kind": "amendment", "effective": effective.isoformat()}
    answer = mara.post(where, source=source, base=str(base), do="write", **filled)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    assert mara.post(made.page, do="offer", amendment=str(number)).status_code == 302
    do_what_is_owed()


def terms(made: Fennel) -> str:
    return written_amendment(fresh(made)).source


@pytest.fixture
def changing(nl: Northlight, monkeypatch: pytest.MonkeyPatch) -> Fennel:
    """Give an agreement where Cara signs in Aoife's place from the 15th on, and a paper on its way that names Aoife."""
    monkeypatch.setattr(settings, "SMTP", "smtp://mail.example:25")
    made = Fennel(nl)
    made.put_forward()
    made.sign("aoife")
    made.sign("mara")
    source = terms(made)
    may = 'may = ["sign", "give notices", "accept", "approve costs"]'
    assert source.count(may) == 1
    amended(made, 1, NEXT, source.replace(may, 'may = ["accept"]') + CARA)
    made.sign("aoife")
    made.sign("mara")
    before = terms(made)
    amended(made, 2, dt.date(2023, 11, 10), before.replace('hours = "48 hours"', 'hours = "50 hours"'))
    return made


def turn(made: Fennel, day: dt.date) -> None:
    """Turn the clock of the workspace."""
    WorkspaceRow.objects.filter(pk=made.nl.workspace.pk).update(fixed_on=day)


def kinds(made: Fennel) -> list[str]:
    return [link.kind for link in made.store.chain()]


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("give", {"name": "Aoife Brennan", "consent": "on"}),
        ("decline", {"reason": "It is too much."}),
        ("hand-on", {}),
    ],
)
def test_who_may_sign_no_more_is_refused_whatever_they_do(
    changing: Fennel, act: str, said: dict[str, str]
) -> None:
    aoife = changing.browser("aoife")
    code, before = changing.code(aoife), kinds(changing)
    entries = engagement_in(fresh(changing)).journal.entries
    turn(changing, NEXT)
    answer = aoife.post(f"/sign/{act}/", code=code, **said)
    assert answer.status_code == 422
    page = html.unescape(answer.content.decode())
    assert "aoife may sign no more on 2023-11-15" in page
    assert "cara, mara sign then" in page
    do_what_is_owed()
    assert kinds(changing) == before
    assert engagement_in(fresh(changing)).journal.entries == entries
    assert not Offer.objects.get(amendment=2).done
    assert inspect_chain(changing.store.chain()) == []
    assert not SigningCode.objects.get(pk=SigningCode.objects.latest("pk").pk).used


def test_until_the_evening_before_the_signature_counts(changing: Fennel) -> None:
    turn(changing, LAST)
    changing.sign("aoife")
    assert kinds(changing).count("signed") == 5
    turn(changing, NEXT)
    changing.sign("mara")
    assert kinds(changing).count("sealed") == 3
    assert engagement_in(fresh(changing)).open == ()


def test_the_link_of_who_signs_now_is_not_there_before_it_is_put_forward_anew(changing: Fennel) -> None:
    turn(changing, NEXT)
    do_what_is_owed()
    assert not SigningLink.objects.filter(email="cara@fennel.example").exists()
    stranger = Browser()
    assert stranger.post("/sign/give/", name="Cara Doyle", code="000000", consent="on").status_code in {
        404,
        422,
    }
