"""Fills an empty demo: each example workspace with its owner and its engagements, as known on the day of its clock."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

import charter
from charter.core.reading.appending import pieces
from charter.core.reading.settings import read_settings
from charter.core.reading.texts import JOURNAL
from charter.folder import AGREEMENTS, engagement_texts
from charter.web.demo.fennel import fennel
from charter.web.demo.fennel_rounds import negotiate_fennel
from charter.web.drafting.actions import begin_engagement, import_engagement
from charter.web.kit.models import EngagementRow, WorkspaceRow
from charter.web.people.actions import begin_account, begin_workspace, slug_of
from charter.web.people.queries import account_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from charter.core.vocabulary.party import Person

EXAMPLES = Path(__file__).with_name("examples")


class DemoStage(NamedTuple):
    """An example workspace in the demo: its folder, its name, the day of its clock, and whether it has a draft.

    `only` names the engagements of the folder that are under way on that day; empty: all are.
    """

    folder: str
    name: str
    today: dt.date
    drafts: bool = False
    only: frozenset[str] = frozenset()


STAGES = (
    DemoStage(
        "northlight",
        "Northlight CTO",
        dt.date(2026, 5, 19),
        drafts=True,
        only=frozenset({"harbourline-2025", "orbital-grain", "pocketwell", "tillhouse"}),
    ),
    DemoStage("uk-one-person-company", "Quillmere's adviser", dt.date(2026, 5, 19)),
    DemoStage("california-sole-proprietor", "Brightkettle's adviser", dt.date(2026, 5, 19)),
    DemoStage("northlight", "Northlight CTO in 2023", dt.date(2023, 11, 3), only=frozenset({"harbourline"})),
)
"""The workspaces of the demo; each is owned by the consultant of its first engagement. One whose
engagements lie years apart stands there once for each day."""


def seed() -> None:
    """Fill the demo, workspace by workspace; what is there already stays as it is, what was broken off is completed."""
    for stage in STAGES:
        _seed(stage)


def folders_of(stage: DemoStage) -> list[Path]:
    """Give the engagement folders of a stage, by name."""
    found = (path.parent for path in (EXAMPLES / stage.folder).glob(f"*/{AGREEMENTS[0]}"))
    return sorted(path for path in found if not stage.only or path.name in stage.only)


def client_of(folder: Path) -> str:
    """Give the client's name in the demo: the folder's, without the year that tells two deals with one client apart."""
    return re.sub(r"-\d{4}$", "", folder.name)


def _seed(stage: DemoStage) -> None:
    first = charter.load(folders_of(stage)[0])
    person = next(each for each in first.agreement.sides.people.values() if each.side == "consultant")
    workspace = WorkspaceRow.objects.filter(name=stage.name).first()
    if workspace is None:
        workspace = _begun(stage, person, first.agreement.zone)
    for folder in folders_of(stage):
        name = client_of(folder)
        if not EngagementRow.objects.filter(workspace=workspace, slug=slug_of(name)).exists():
            import_engagement(workspace, name, known_files(folder, stage.today), person.email)


def _begun(stage: DemoStage, person: Person, zone: str) -> WorkspaceRow:
    """Begin a workspace; who enters as soon as it is there finds the round that waits for them."""
    rules = EXAMPLES / stage.folder / "workspace.toml"
    held = rules.read_text("utf-8") if rules.exists() else ""
    with transaction.atomic():
        account = account_at(person.email) or begin_account(person.name, person.email, None)
        workspace = begin_workspace(account, stage.name, settings=held, zone=zone, fixed_on=stage.today)
        if stage.drafts:
            terms = fennel(read_settings(held.encode()), stage.today)
            negotiate_fennel(begin_engagement(workspace, "Fennel & Co", terms, account.email), account)
    return workspace


def known_files(folder: Path, today: dt.date) -> Mapping[str, bytes]:
    """Give the files of an engagement as they were on a day: its journal ends with what was known by then."""
    files = dict(engagement_texts(folder))
    if JOURNAL not in files:
        return files
    entries = charter.load(folder).journal.entries
    cut = pieces(files[JOURNAL])
    head, told = cut[: len(cut) - len(entries)], cut[len(cut) - len(entries) :]
    known = _known(told, [entry.known for entry in entries], today)
    return files | {JOURNAL: b"".join((*head, *known))}


def _known(told: list[bytes], days: list[dt.date], today: dt.date) -> Iterator[bytes]:
    return (piece for piece, day in zip(told, days, strict=False) if day <= today)
