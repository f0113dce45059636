"""The first page: the demo or one's own; signing in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from charter.web.demo import seeding
from charter.web.demo.seeding import STAGES, client_of, folders_of, seed
from charter.web.drafting.actions import import_engagement
from charter.web.kit.engagements import engagement_in
from charter.web.kit.models import EngagementRow, WorkspaceRow
from charter.web.people.models import Account
from charter.web.people.queries import clients_of
from tests.web.people import Browser, Northlight

WORDS = "four words apart here"
MINE = {
    "name": "Mara Lindqvist",
    "email": "Mara@northlight.example",
    "workspace": "Northlight CTO",
    "zone": "Europe/Berlin",
    "password": WORDS,
}


def test_the_first_page_offers_the_demo_and_ones_own(site: Path) -> None:
    text = Browser().text("/")
    assert "Explore the demo" in text
    assert "Start mine" in text


def test_who_begins_owns_what_she_began_and_signs_in_again(site: Path) -> None:
    mara = Browser()
    assert mara.post("/begin/", **MINE).status_code == 302
    assert "There is no client yet" in mara.text("/w/northlight-cto/")
    mara.post("/sign-out/")
    assert mara.get("/w/northlight-cto/").status_code == 302
    signed_in = mara.post(
        "/sign-in/", email="mara@northlight.example", password=WORDS, next="/w/northlight-cto/"
    )
    assert signed_in.headers["Location"] == "/w/northlight-cto/"


def test_nobody_else_begins_where_somebody_did(site: Path) -> None:
    Browser().post("/begin/", **MINE)
    assert Browser().post("/begin/", **MINE | {"email": "sven@elsewhere.example"}).headers["Location"] == "/"
    assert "Sign in" in Browser().text("/")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("password", "short", "This password is too short"),
        ("zone", "Hamburg", "is no time zone"),
        ("name", "Mara\u202egnissel", "changes the direction"),
        ("name", "Mara\x00", "ull characters are not allowed"),
        ("workspace", "N" * 20_000, "at most 200 characters"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(site: Path, field: str, value: str, said: str) -> None:
    answer = Browser().post("/begin/", **MINE | {field: value})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_sign_in_leads_nowhere_else(site: Path) -> None:
    Browser().post("/begin/", **MINE)
    where = Browser().post(
        "/sign-in/", email=MINE["email"], password=WORDS, next="https://elsewhere.example/"
    )
    assert where.headers["Location"] == "/"


def test_passwords_are_not_guessed(site: Path) -> None:
    Browser().post("/begin/", **MINE)
    tries = [
        Browser().post("/sign-in/", email=MINE["email"], password="wrong words").status_code
        for _ in range(11)
    ]
    assert tries == [422] * 10 + [429]


def test_the_demo_is_asked_for_and_has_a_process_of_its_own(site: Path) -> None:
    assert "The demo starts" in Browser().client.post("/explore/").content.decode()
    assert (site / "demo-wanted").exists()


def test_the_demo_holds_every_example_as_known_on_its_day(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DEMO", True)
    assert "being set up" in Browser().text("/")
    seed()
    seed()
    visitor = Browser()
    assert "Mara Lindqvist" in visitor.text("/")
    mara = Account.objects.get(email="mara@northlight.example")
    assert visitor.post("/demo/enter/", **{"as": str(mara.pk)}).headers["Location"] == "/"
    today = visitor.text("/w/northlight-cto/")
    for folder in folders_of(STAGES[0]):
        assert client_of(folder).replace("-", " ").title() in today
    assert "19 days late" in today
    assert '<span class="due near">round 3</span>' in today
    rounds = visitor.text("/w/northlight-cto/e/fennel-co/negotiation/")
    assert (
        "Your turn, until Thu 21 May.</b> Three terms are open, three agreed. You have answered two" in rounds
    )
    for stage in STAGES:
        row = WorkspaceRow.objects.get(name=stage.name)
        visitor.post("/demo/enter/", **{"as": str(row.members.get().account_id), "in": row.slug})
        assert visitor.get(f"/w/{row.slug}/").status_code == 200
        drafts = [each.slug for each in clients_of(row) if engagement_in(each).is_draft(stage.today)]
        assert drafts == (["fennel-co"] if stage.drafts else [])
    assert visitor.post("/demo/enter/", **{"as": str(mara.pk), "in": "elsewhere"}).headers["Location"] == "/"
    assert visitor.get("/w/brightkettles-adviser/").status_code == 404


def test_a_demo_that_was_broken_off_is_completed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEMO", True)
    stage = STAGES[0]._replace(only=frozenset({"pocketwell", "tillhouse"}))
    monkeypatch.setattr(seeding, "STAGES", (stage,))
    brought = []

    def breaks_off(*told: Any) -> None:
        brought.append(import_engagement(*told))
        if len(brought) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(seeding, "import_engagement", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        seed()
    assert [row.slug for row in EngagementRow.objects.order_by("slug")] == ["fennel-co", "pocketwell"]
    seed()
    seed()
    slugs = [row.slug for row in EngagementRow.objects.order_by("slug")]
    assert (slugs, len(brought)) == (["fennel-co", "pocketwell", "tillhouse"], 2)


def test_outside_the_demo_nobody_enters_without_a_password(nl: Northlight) -> None:
    mara = nl.accounts["mara"]
    assert Browser().post("/demo/enter/", **{"as": str(mara.pk)}).status_code == 404


def test_every_answer_has_its_policy(site: Path) -> None:
    for address in ("/", "/begin/", "/nowhere/", "/w/nobody/", "/static/charter/charter.css"):
        policy = Browser().get(address).headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy


def test_the_commands_import_no_django() -> None:
    code = "import sys; sys.argv = ['charter', '--help']\nimport charter.cli\ntry: charter.cli.main()\nexcept SystemExit: pass\nassert not any(n.startswith('django') for n in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "serve" in done.stdout
