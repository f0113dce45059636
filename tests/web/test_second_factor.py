"""The second factor of an account: turned on, asked for, used once, lost, turned off."""

from __future__ import annotations

import re
from pathlib import Path

import pyotp
import pytest

from charter.web import clock
from charter.web.people.models import Account
from tests.web.databases import everything_in_the_database
from tests.web.people import Browser
from tests.web.test_first_page import MINE, WORDS
from tests.web.test_rows import at_once


class Phone:
    """An app with the secret of an account, which went on since by so many steps of time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
        self.codes, self.now = pyotp.TOTP(secret.replace(" ", "")), clock.seconds()
        monkeypatch.setattr(clock, "seconds", lambda: self.now)

    def code(self) -> str:
        """Give the code of the next half minute."""
        self.now += 30
        return self.codes.at(int(self.now))


@pytest.fixture
def mara(site: Path) -> Browser:
    made = Browser()
    made.post("/begin/", **MINE)
    return made


def turned_on(mara: Browser, monkeypatch: pytest.MonkeyPatch) -> tuple[Phone, list[str]]:
    secret = re.search(r'class="secret">([^<]+)<', mara.text("/account/"))
    assert secret
    phone = Phone(monkeypatch, secret[1])
    page = mara.post("/account/", code=phone.code()).content.decode()
    codes = re.findall(r"<li><code>([a-z2-9]{5}-[a-z2-9]{5})</code>", page)
    assert len(codes) == len(set(codes)) == 10
    return phone, codes


def half_in() -> Browser:
    """Give a browser whose password was right."""
    browser = Browser()
    answer = browser.post("/sign-in/", email=MINE["email"], password=WORDS, next="/account/")
    assert answer.headers["Location"] == "/sign-in/code/"
    assert browser.get("/account/").status_code == 302
    return browser


def test_after_the_password_a_code_is_asked_for(mara: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    phone, _ = turned_on(mara, monkeypatch)
    browser = half_in()
    assert browser.post("/sign-in/code/", code=phone.code()).headers["Location"] == "/account/"
    assert "It is on; 10 recovery codes left" in browser.text("/account/")


def test_a_code_counts_once(mara: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    phone, _ = turned_on(mara, monkeypatch)
    code = phone.code()
    assert half_in().post("/sign-in/code/", code=code).status_code == 302
    again = half_in().post("/sign-in/code/", code=code)
    assert again.status_code == 422
    assert "used already" in again.content.decode()
    code = phone.code()
    browsers = [half_in() for _ in range(4)]
    came = at_once(lambda n: browsers[n].post("/sign-in/code/", code=code).status_code, 4)
    assert sorted(map(str, came)) == ["302", "422", "422", "422"]


def test_a_recovery_code_stands_in_once(mara: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    _, codes = turned_on(mara, monkeypatch)
    assert half_in().post("/sign-in/code/", code=codes[0].upper()).status_code == 302
    assert half_in().post("/sign-in/code/", code=codes[0]).status_code == 422
    assert "9 recovery codes left" in mara.text("/account/")


def test_a_code_is_not_guessed_and_the_wait_is_bounded(
    mara: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, _ = turned_on(mara, monkeypatch)
    browser = half_in()
    told = [browser.post("/sign-in/code/", code="000000").status_code for _ in range(11)]
    assert told[0] == 422
    assert told[-1] == 429
    phone.now += 3600
    assert browser.get("/sign-in/code/").headers["Location"] == "/sign-in/"


def test_it_is_turned_off_by_a_code_alone(mara: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    phone, _ = turned_on(mara, monkeypatch)
    assert mara.post("/account/", code="123456").status_code == 422
    assert "The second factor is off" in mara.post("/account/", code=phone.code()).content.decode()
    answer = Browser().post("/sign-in/", email=MINE["email"], password=WORDS)
    assert answer.headers["Location"] == "/"


def test_a_wrong_first_code_turns_nothing_on(mara: Browser) -> None:
    for wrong in ("000000", "", "\u0661\u0662\u0663\u0661\u0662\u0663", "x" * 21):
        assert mara.post("/account/", code=wrong).status_code == 422
    assert Account.objects.get().second_factor == ""


def test_neither_secret_nor_codes_lie_in_the_database(mara: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    phone, codes = turned_on(mara, monkeypatch)
    held = everything_in_the_database()
    assert MINE["email"].lower() in held
    assert phone.codes.secret not in held
    assert not [code for code in codes if code in held or code.replace("-", "") in held]


def test_who_is_not_signed_in_has_no_account_page(site: Path) -> None:
    assert Browser().get("/account/").headers["Location"].startswith("/sign-in/")
    assert Browser().get("/sign-in/code/").headers["Location"] == "/sign-in/"
