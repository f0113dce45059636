"""Does a step of a site and is killed before its n-th write: python -m tests.web.killed FOLDER STEP N."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tests.web.set_up  # noqa: F401 - before anything of Django's

# isort: split
from django.conf import settings
from django.db import connection

from charter.web import clock
from charter.web.billing.actions import issue_drafts
from charter.web.kit.models import EngagementRow, WorkspaceRow
from charter.web.kit.secrets import digits_of
from charter.web.running.actions import record_entry
from charter.web.signing.actions import sign_document
from charter.web.signing.models import SigningCode
from charter.web.signing.owed import do_what_is_owed
from tests.web.databases import Site

WRITES = ("INSERT", "UPDATE", "DELETE")


class KilledBefore:
    """Ends this process before its n-th write, as a machine does that loses its power."""

    def __init__(self, n: int) -> None:
        self.left = n

    def __call__(self, execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES):
            self.left -= 1
            if not self.left:
                os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, *more)


def sign() -> None:
    code = SigningCode.objects.select_related("link__offer__engagement__workspace").latest("pk")
    sign_document(code.link, code.link.name, digits_of(code.pk))


def record() -> None:
    row = EngagementRow.objects.select_related("workspace").get(slug="harbourline")
    values = {"on": "2023-11-03", "by": "mara", "hours": "2 hours", "work": "Imaging"}
    record_entry(row, {"kind": "hours"} | values, "mara")


def issue() -> None:
    workspace = WorkspaceRow.objects.get(slug="northlight-cto")
    issue_drafts(workspace, {"harbourline": [""], "yardline": [""]}, clock.day_in(workspace), "mara")


def main(folder: str, step: str, n: str, secret: str) -> None:
    Site(Path(folder)).open()
    settings.SMTP, settings.SECRET_KEY = "smtp://mail.example:25", secret
    with connection.execute_wrapper(KilledBefore(int(n))):
        {"work": do_what_is_owed, "sign": sign, "record": record, "issue": issue}[step]()
    connection.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
