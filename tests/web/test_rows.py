"""Rows: facts are only ever added, the chain never forks, and what happens at once happens in a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction

from charter.sealing.evidence.append import append
from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.evidence.link import RecordedEvent
from charter.web import clock
from charter.web.billing.actions import issue_drafts
from charter.web.drafting.actions import begin_engagement
from charter.web.kit.engagements import engagement_in
from charter.web.kit.limits import take_try
from charter.web.kit.models import (
    AmendmentText,
    DocumentFile,
    EngagementRow,
    EntryText,
    EvidenceLine,
    IssuedPaper,
    KeptFact,
    TermsText,
)
from charter.web.kit.refused import PageRefused, TooMany
from charter.web.kit.rows_store import RowsStore
from charter.web.people.actions import begin_mine
from charter.web.people.models import Account
from charter.web.running.actions import record_entry
from charter.web.signing.actions import check_code, sign_document
from charter.web.signing.models import SigningCode, SigningLink
from tests.web.people import Northlight
from tests.web.test_signing import NAMES, Fennel, deal  # noqa: F401 - a fixture

FACTS: dict[Any, str] = {
    TermsText: "source",
    AmendmentText: "source",
    EntryText: "source",
    EvidenceLine: "line",
    DocumentFile: "digest",
    IssuedPaper: "content",
}
REPLACE = {
    "sqlite": ["INSERT OR REPLACE INTO {t} SELECT * FROM {t}", "DELETE FROM {t}"],
    "postgresql": [
        "INSERT INTO {t} SELECT * FROM {t} ON CONFLICT (id) DO UPDATE SET id = EXCLUDED.id",
        "DELETE FROM {t}",
        "TRUNCATE {t} CASCADE",
    ],
}
"""Statements beside Django that would change a fact or remove it."""


def test_every_fact_is_tried() -> None:
    assert {model for model in apps.get_models() if issubclass(model, KeptFact)} == set(FACTS)


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.__name__)
def test_a_fact_is_neither_changed_nor_removed(deal: Fennel, kind: Any) -> None:  # noqa: F811
    issue_drafts(deal.nl.workspace, {"harbourline": []}, dt.date(2023, 12, 5), "mara@northlight.example")
    table, field = f"web_{kind.__name__.lower()}", FACTS[kind]
    before = list(kind.objects.values_list("pk", field))
    assert before
    row = kind.objects.first()
    tries: list[Callable[[], object]] = [
        lambda: kind.objects.update(**{field: b"x"}),
        lambda: kind.objects.filter(pk=row.pk).delete(),
        lambda: kind.objects.bulk_update([row], [field]),
        row.save,
        *(partial(_run, statement.format(t=table)) for statement in REPLACE[connection.vendor]),
    ]
    for each in tries:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            each()
    assert list(kind.objects.values_list("pk", field)) == before


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_chain_never_forks(nl: Northlight) -> None:
    last = EvidenceLine.objects.filter(engagement=nl.harbourline).latest("n")
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceLine.objects.create(engagement=nl.harbourline, n=last.n + 1, prev=last.prev, line=b"{}")


def at_once(what: Callable[[int], object], times: int) -> list[object]:
    """Do something at once in as many threads, each with a connection of its own; give what came of it."""

    def one(n: int) -> object:
        try:
            return what(n)
        except Exception as error:  # noqa: BLE001 - what came of it
            return error
        finally:
            connection.close()

    connection.close()
    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_entries_recorded_at_once_stand_in_a_row_in_one_chain(nl: Northlight) -> None:
    def note(n: int) -> object:
        row = EngagementRow.objects.select_related("workspace").get(pk=nl.harbourline.pk)
        said = {
            "kind": "hours",
            "on": "2023-11-03",
            "by": "mara",
            "hours": "30 minutes",
            "work": f"review {n}",
        }
        return record_entry(row, said, "mara")

    came = at_once(note, 6)
    assert [each for each in came if isinstance(each, Exception)] == []
    row = EngagementRow.objects.get(pk=nl.harbourline.pk)
    row.workspace = nl.workspace
    works = [getattr(entry, "work", "") for entry in engagement_in(row).journal.entries]
    assert sorted(w for w in works if w.startswith("review ")) == [f"review {n}" for n in range(6)]
    assert inspect_chain(RowsStore(row).chain()) == []


def test_links_appended_at_once_make_one_chain(nl: Northlight) -> None:
    at, before = clock.current_moment(nl.workspace), len(RowsStore(nl.harbourline).chain())

    def add(n: int) -> object:
        return append(RowsStore(nl.harbourline), RecordedEvent("exported", f"person {n}", at))

    assert not [each for each in at_once(add, 8) if isinstance(each, Exception)]
    chain = RowsStore(nl.harbourline).chain()
    assert len(chain) == before + 8
    assert inspect_chain(chain) == []


def test_of_twenty_guesses_at_once_five_count(deal: Fennel) -> None:  # noqa: F811
    deal.code(deal.browser("aoife"))
    link = SigningLink.objects.select_related("offer__engagement__workspace").get()

    def guess(n: int) -> object:
        return check_code(link, f"{n:06}")

    at_once(guess, 20)
    assert SigningCode.objects.latest("pk").tries == 5


def test_one_who_signs_twice_at_once_signed_once(deal: Fennel) -> None:  # noqa: F811
    code = deal.code(deal.browser("aoife"))
    link = SigningLink.objects.select_related("offer__engagement__workspace").get()
    came = at_once(lambda _: sign_document(link, NAMES["aoife"], code), 2)
    assert sorted(isinstance(each, Exception) for each in came) == [False, True]
    assert [each.kind for each in deal.store.chain()].count("signed") == 1


def test_a_bucket_lets_no_more_through_than_it_holds(nl: Northlight) -> None:
    came = at_once(lambda _: take_try("test", 3, 3600), 12)
    assert sum(isinstance(each, TooMany) for each in came) == 9


def test_what_a_transaction_undid_was_never_read(nl: Northlight) -> None:
    before = len(engagement_in(nl.harbourline).journal.entries)
    said = {"kind": "hours", "on": "2023-11-03", "by": "mara", "hours": "30 minutes", "work": "undone"}

    def undone() -> None:
        with transaction.atomic():
            record_entry(EngagementRow.objects.get(pk=nl.harbourline.pk), said, "mara")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    record_entry(EngagementRow.objects.get(pk=nl.harbourline.pk), said | {"work": "done"}, "mara")
    kept = engagement_in(EngagementRow.objects.get(pk=nl.harbourline.pk)).journal.entries
    assert [getattr(each, "work", "") for each in kept[before:]] == ["done"]
    with pytest.raises(ZeroDivisionError):
        undone()
    row = EngagementRow.objects.get(pk=nl.harbourline.pk)
    row.version += 1  # as another process would have counted it
    assert len(engagement_in(row).journal.entries) == before + 1


def test_of_two_who_begin_at_once_one_owns_the_site(site: object) -> None:
    came = at_once(
        lambda n: begin_mine(f"P {n}", f"p{n}@here.example", "four words apart here", "W", "UTC"), 2
    )
    assert sorted(isinstance(each, PageRefused) for each in came) == [False, True]
    assert Account.objects.count() == 1


def test_of_two_clients_begun_at_once_by_one_name_one_is_told(nl: Northlight) -> None:
    came = at_once(lambda _: begin_engagement(nl.workspace, "Twice", {}, "mara"), 2)
    assert sorted(isinstance(each, PageRefused) for each in came) == [False, True]


def test_a_file_that_was_changed_on_the_disk_is_not_given(deal: Fennel) -> None:  # noqa: F811
    digest = DocumentFile.objects.get(name="document.pdf").digest
    path = settings.BLOBS / digest[:2] / digest
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(RuntimeError):
        deal.store.document().read("document.pdf")
