"""Passkeys in a real browser: a workspace begins with one alone, and one lets in."""

# ruff: noqa: F811 - a fixture of another file is a name here

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.proof.browsers import chromium, opened, served  # noqa: F401 - fixtures

if TYPE_CHECKING:
    Page = Any


def give_device(page: Page) -> None:
    """Give a page a device of its own that makes keys and knows its owner."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    told = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    told |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": told})


def test_a_workspace_begins_with_a_passkey_alone(opened: Callable[..., Page], served: str) -> None:
    """Start mine by a device: what is wrong is said first, and then there is no password at all."""
    mara, place = opened(), served.replace("127.0.0.1", "localhost")
    give_device(mara)
    mara.goto(f"{place}begin/")
    mine = {"name": "Mara Lindqvist", "email": "mara@northlight.example", "workspace": "Northlight CTO"}
    for name, text in (mine | {"zone": "Hamburg"}).items():
        mara.locator(f"#id_{name}").fill(text)
    mara.get_by_role("button", name="Begin with a passkey").click()
    mara.get_by_text("is no time zone").wait_for()
    mara.locator("#id_zone").fill("Europe/Berlin")
    mara.get_by_role("button", name="Begin with a passkey").click()
    mara.wait_for_url("**/w/northlight-cto/")
    mara.locator("form.leave button").click()
    mara.goto(f"{place}sign-in/")
    mara.get_by_role("button", name="Sign in with a passkey").click()
    mara.wait_for_url("**/w/northlight-cto/")
    mara.goto(f"{place}account/")
    mara.get_by_label("A password, of twelve letters or more").fill("four words apart here")
    mara.get_by_role("button", name="Keep this password").click()
    mara.get_by_role("heading", name="Second factor").wait_for()


def test_a_passkey_is_made_and_lets_in(opened: Callable[..., Page], served: str) -> None:
    """Start mine at a name, make a passkey on a device, sign out, and sign in by it alone."""
    mara = opened()
    give_device(mara)
    mara.goto(served.replace("127.0.0.1", "localhost") + "begin/")
    mine = {
        "name": "Mara Lindqvist",
        "email": "mara@northlight.example",
        "workspace": "Northlight CTO",
        "password": "four words apart here",
    }
    for name, text in mine.items():
        mara.locator(f"#id_{name}").fill(text)
    mara.get_by_role("button", name="Begin with a password").click()
    mara.get_by_label("Your password once more").fill(mine["password"])
    mara.get_by_role("button", name="Make a passkey").click()
    mara.get_by_role("rowheader", name="This device").wait_for()
    mara.goto(served.replace("127.0.0.1", "localhost"))
    mara.locator("form.leave button").click()
    mara.goto(served.replace("127.0.0.1", "localhost") + "sign-in/")
    mara.get_by_role("button", name="Sign in with a passkey").click()
    mara.wait_for_url("**/w/northlight-cto/")
