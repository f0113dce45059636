"""Who is in every test of the workspace: Mara, who owns Northlight; Sven, a stranger who owns a workspace of his own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.test import Client

from charter.core.reading.settings import read_settings
from charter.web.demo.seeding import known_files
from charter.web.drafting.actions import import_engagement
from charter.web.people.actions import add_member, begin_account, begin_workspace
from charter.web.people.models import Account, MemberRole
from tests.conftest import EXAMPLES

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

    from charter.core.workspace.settings import Settings
    from charter.web.kit.models import EngagementRow, WorkspaceRow

TODAY = dt.date(2023, 11, 3)
HARBOURLINE = EXAMPLES / "northlight" / "harbourline"
BACKEND = "django.contrib.auth.backends.ModelBackend"


class Browser:
    """A browser of one person: gives answers, and follows what it is sent to."""

    def __init__(self, account: Account | None = None, **told: Any) -> None:
        self.client = Client(SERVER_NAME="127.0.0.1", **told)
        if account is not None:
            self.client.force_login(account, BACKEND)

    def get(self, address: str, **query: str) -> Answer:
        answer = self.client.get(address, query)
        if answer.streaming:
            answer.close()
        return answer

    def post(self, address: str, **fields: Any) -> Answer:
        return self.client.post(address, fields)

    def text(self, address: str, **query: str) -> str:
        answer = self.get(address, **query)
        assert answer.status_code == 200, (address, answer.status_code, answer.content.decode()[-600:])
        return answer.content.decode()


@dataclass
class Northlight:
    """Mara's workspace on 3 November 2023, with Harbourline; an assistant, a reader; and Sven beside them."""

    workspace: WorkspaceRow
    harbourline: EngagementRow
    accounts: dict[str, Account]

    def browser(self, who: str) -> Browser:
        return Browser(self.accounts[who])

    @property
    def workspace_settings(self) -> Settings:
        return read_settings(self.workspace.settings.encode())

    @property
    def workspace_settings_now(self) -> Settings:
        """What the workspace says of itself now, whoever changed it."""
        self.workspace.refresh_from_db()
        return self.workspace_settings

    @property
    def home(self) -> str:
        return f"/w/{self.workspace.slug}/"

    @property
    def client(self) -> str:
        return f"{self.home}e/{self.harbourline.slug}/"


def northlight() -> Northlight:
    """Begin everything through the actions that people use."""
    accounts = {
        key: begin_account(name, f"{key}@{house}.example", None)
        for key, name, house in (
            ("mara", "Mara Lindqvist", "northlight"),
            ("assistant", "Ada Holm", "northlight"),
            ("reader", "Rolf Ek", "northlight"),
            ("sven", "Sven Stranger", "elsewhere"),
        )
    }
    settings = (HARBOURLINE.parent / "workspace.toml").read_text("utf-8")
    workspace = begin_workspace(accounts["mara"], "Northlight CTO", settings=settings, fixed_on=TODAY)
    add_member(workspace, accounts["assistant"], MemberRole.ASSISTANT)
    add_member(workspace, accounts["reader"], MemberRole.READER)
    begin_workspace(accounts["sven"], "Elsewhere", fixed_on=TODAY)
    row = import_engagement(workspace, "harbourline", known_files(HARBOURLINE, TODAY), "mara")
    return Northlight(workspace, row, accounts)
