"""Amendments: written as changed terms, put forward, signed, sealed; and their page."""

from __future__ import annotations

import datetime as dt
import tomllib

import pytest
from django.conf import settings

from charter.core.vocabulary.signing import Declined
from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.verification.verify import verify
from charter.web import clock
from charter.web.drafting.amendments import written_amendment
from charter.web.kit.engagements import engagement_in
from charter.web.kit.models import AmendmentText, EngagementRow, OutboxMail
from charter.web.signing.owed import do_what_is_owed
from tests.web.people import Northlight
from tests.web.test_signing import Fennel

FILLED = {
    "title": "More hours",
    "kind": "change order",
    "effective": "2023-11-15",
    "do": "write",
    "base": "1",
}


@pytest.fixture
def signed(nl: Northlight, monkeypatch: pytest.MonkeyPatch) -> Fennel:
    """Give an agreement that both signed."""
    monkeypatch.setattr(settings, "SMTP", "smtp://mail.example:25")
    made = Fennel(nl)
    made.put_forward()
    made.sign("aoife")
    made.sign("mara")
    return made


def fresh(made: Fennel) -> EngagementRow:
    return EngagementRow.objects.select_related("workspace").get(pk=made.row.pk)


def changed(made: Fennel, old: str = 'hours = "48 hours"', new: str = 'hours = "50 hours"') -> str:
    source = written_amendment(fresh(made)).source
    assert old in source or new in source
    return source.replace(old, new)


def amend(made: Fennel) -> str:
    return f"{made.nl.home}e/{made.row.slug}/amend/"


def write(made: Fennel, **filled: str) -> str:
    answer = made.nl.browser("mara").post(amend(made), source=changed(made), **FILLED | filled)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return str(answer.headers["Location"])


def test_what_differs_in_the_terms_becomes_an_amendment(signed: Fennel) -> None:
    mara = signed.nl.browser("mara")
    assert "Nothing differs yet" in mara.text(amend(signed))
    looked = mara.post(amend(signed), source=changed(signed), do="look").content.decode()
    assert "financials.retainer.hours" in looked
    assert "<del>48 hours</del>" in looked
    assert "<ins>50 hours</ins>" in looked
    assert "Kept as you typed it" in mara.text(amend(signed))
    page = mara.text(write(signed))
    assert "More hours" in page
    assert "not put forward yet" in page
    assert "<ins>50 hours</ins>" in page
    assert b"50 hours" in bytes(AmendmentText.objects.get(engagement=signed.row, name="1.toml").source)
    assert inspect_chain(signed.store.chain()) == []
    assert "neither signed by both sides nor declined" in mara.get(amend(signed)).content.decode()
    assert "More hours" in mara.text(f"{signed.nl.home}e/{signed.row.slug}/terms/")


def test_an_amendment_is_signed_and_sealed_as_the_agreement_is(signed: Fennel) -> None:
    where, mara = write(signed), signed.nl.browser("mara")
    assert "Put the amendment 1 forward" in mara.text(signed.page)
    assert mara.post(signed.page, do="offer", amendment="1").status_code == 302
    do_what_is_owed()
    assert "put forward; until both sides" in mara.text(where)
    page = signed.browser("aoife").text("/sign/")
    assert "Amendment 1, in short" in page
    assert "The whole text as amended" in page
    signed.sign("aoife")
    sealed = signed.sign("mara").get("/sign/files/sealed.pdf").content
    verdict = verify(
        sealed, evidence=signed.store.chain().stored, now=clock.current_moment(signed.nl.workspace)
    )
    assert not verdict.findings
    engagement = engagement_in(fresh(signed))
    assert not engagement.open
    assert "signed; it counts from" in mara.text(where)
    assert "Change them by an amendment" in mara.text(f"{signed.nl.home}e/{signed.row.slug}/terms/")
    assert engagement.in_force(dt.date(2023, 11, 15)) != engagement.in_force(dt.date(2023, 11, 14))
    assert OutboxMail.objects.filter(template="sealed").count() == 4


def test_a_declined_amendment_changes_nothing_and_the_next_has_the_next_number(signed: Fennel) -> None:
    where, mara = write(signed), signed.nl.browser("mara")
    mara.post(signed.page, do="offer", amendment="1")
    do_what_is_owed()
    aoife = signed.browser("aoife")
    assert aoife.post("/sign/decline/", reason="Too many.", code=signed.code(aoife)).status_code == 302
    assert isinstance(engagement_in(fresh(signed)).journal.entries[-1], Declined)
    assert "declined, which is final" in mara.text(where)
    assert write(signed, base="2").endswith("/amendments/2/")


@pytest.mark.parametrize(
    ("spoiled", "status", "said"),
    [
        ({"title": ""}, 422, "required"),
        ({"title": "a\u202eb"}, 422, "direction"),
        ({"effective": "2023-02-30"}, 422, "valid date"),
        ({"kind": "gift"}, 422, "valid choice"),
        ({"base": "7"}, 409, "Another amendment was written meanwhile"),
        ({"source": "title ="}, 422, "To write or mend"),
    ],
)
def test_a_wrong_amendment_is_refused_where_it_is_wrong(
    signed: Fennel, spoiled: dict[str, str], status: int, said: str
) -> None:
    told = {"source": changed(signed)} | FILLED | spoiled
    answer = signed.nl.browser("mara").post(amend(signed), **told)
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert not AmendmentText.objects.filter(engagement=signed.row).exists()


def test_an_unsigned_agreement_is_not_amended(nl: Northlight) -> None:
    made = Fennel(nl)
    answer = nl.browser("mara").get(amend(made))
    assert answer.status_code == 409
    assert "not signed by both sides yet" in answer.content.decode()


def test_a_clause_of_an_amendment_is_filled_in_as_a_form(signed: Fennel) -> None:
    mara = signed.nl.browser("mara")
    form = f"{signed.nl.home}e/{signed.row.slug}/terms/financials.retainer/"
    assert "48 hours" in mara.text(form)
    held = tomllib.loads(written_amendment(fresh(signed)).source)["financials"]["retainer"]
    told = {name: value for name, value in held.items() if isinstance(value, str)}
    answer = mara.post(form, **told | {"hours": "44 hours"})
    assert answer.headers["Location"] == amend(signed), answer.content.decode()[-2000:]
    assert "<ins>44 hours</ins>" in mara.text(amend(signed))


def test_the_page_of_an_amendment_that_was_brought_in(nl: Northlight) -> None:
    page = nl.browser("reader").text(f"{nl.client}amendments/1/")
    assert "<del>64 hours</del>" in page
    assert "<ins>80 hours</ins>" in page
    assert nl.browser("mara").get(f"{nl.client}amendments/9/").status_code == 404
