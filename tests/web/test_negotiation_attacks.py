"""What must not work while negotiating: out of turn, twice, beside, by another link, in what was sent."""

# ruff: noqa: F811 - a fixture of another file is a name here

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from charter.core.changes import term_at
from charter.sealing.evidence.inspection import inspect_chain
from charter.web import clock
from charter.web.drafting.actions import keep_terms
from charter.web.kit.engagements import TERMS, add_terms, changing, texts_of
from charter.web.kit.models import OutboxMail
from charter.web.kit.refused import PageRefused
from charter.web.kit.rows_store import RowsStore
from charter.web.kit.secrets import digits_of, token_of
from charter.web.negotiation.actions import ProposalsRefused, say_in_round, send_round
from charter.web.negotiation.models import (
    NegotiationCode,
    NegotiationLink,
    NegotiationRound,
    NegotiationRow,
    RemarkText,
    TermProposal,
)
from tests.web.people import Browser
from tests.web.rounds import AOIFE, DUE, MARA, NOTICE, Rounds, begun, filled, rounds  # noqa: F401 - a fixture
from tests.web.test_rows import REPLACE, at_once

if TYPE_CHECKING:
    from collections.abc import Callable


def test_what_cannot_be_proposed_is_refused(rounds: Rounds) -> None:
    of, seen = rounds.of, rounds.row.version
    for path in (
        "dated",
        "exit.termination.client.notise",
        "financials",
        "a.b.c",
        "left_open.client",
        f"{NOTICE}.x",
    ):
        with pytest.raises(ProposalsRefused):
            say_in_round(of, AOIFE, seen, {path: "x"})
    assert not TermProposal.objects.exists()
    assert rounds.aoife.get("/negotiate/clauses/exit.nonsense/").status_code == 404
    assert rounds.mara.get(f"{rounds.page}exit.nonsense/").status_code == 404


def test_who_is_not_in_turn_says_nothing(rounds: Rounds) -> None:
    of = rounds.of
    with pytest.raises(PageRefused, match="other side's turn"):
        say_in_round(of, MARA, rounds.row.version, {NOTICE: "90 days"})
    assert rounds.mara.post(rounds.page, do="send", seen=rounds.seen()).status_code == 409
    assert rounds.mara.get(f"{rounds.page}exit.termination/").status_code == 409
    begun(rounds)
    with pytest.raises(PageRefused, match="other side's turn"):
        send_round(rounds.of, AOIFE, rounds.row.version)
    assert rounds.aoife.get("/negotiate/clauses/exit.termination/").status_code == 409


def test_of_two_tabs_the_older_is_told(rounds: Rounds) -> None:
    begun(rounds)
    old = filled(rounds.mara.text(rounds.page))
    told = old | {f"answer {NOTICE}": "keep", "do": "save"}
    assert rounds.mara.post(rounds.page, **told).status_code == 302
    answer = rounds.mara.post(rounds.page, **(old | {f"answer {NOTICE}": "take", "do": "send"}))
    assert answer.status_code == 409
    assert "said meanwhile" in answer.content.decode()
    for forged in ("", "x", "-1", "9" * 40, "٣"):
        assert rounds.mara.post(rounds.page, **(told | {"seen": forged})).status_code == 409
    assert str(term_at(rounds.agreement, NOTICE)) == "30 days"


def test_a_round_is_sent_once(rounds: Rounds) -> None:
    begun(rounds)
    told = filled(rounds.mara.text(rounds.page)) | {f"answer {NOTICE}": "take", "do": "send"}
    assert rounds.mara.post(rounds.page, **told).status_code == 302
    assert rounds.mara.post(rounds.page, **told).status_code == 409
    assert OutboxMail.objects.filter(template="round").count() == 1


def test_of_two_who_send_at_once_one_does(rounds: Rounds) -> None:
    of, seen = rounds.of, rounds.row.version
    came = at_once(
        lambda _: send_round(
            NegotiationRow.objects.select_related("engagement__workspace").get(pk=of.pk), AOIFE, seen
        ),
        4,
    )
    assert sum(each is None for each in came) == 1
    assert NegotiationRound.objects.exclude(sent=None).count() == 1
    assert inspect_chain(RowsStore(rounds.row).chain()) == []


def test_terms_change_by_rounds_alone(rounds: Rounds) -> None:
    terms = rounds.page.replace("negotiation", "terms")
    page = rounds.mara.text(terms)
    assert "negotiated" in page
    assert "readonly" in page
    source = texts_of(rounds.row)[TERMS].decode()
    assert rounds.mara.post(terms, source=source, base="1", do="keep").status_code == 409
    with pytest.raises(PageRefused, match="negotiated"):
        keep_terms(rounds.row, source, 1, "mara")
    begun(rounds)
    row = rounds.row
    with changing(row) as now:  # as if somebody wrote beside all pages
        add_terms(now, source.replace('"48 hours"', '"12 hours"').encode(), "somebody")
    told = filled(rounds.mara.text(rounds.page)) | {
        f"answer {NOTICE}": "take",
        "do": "send",
        "seen": rounds.seen(),
    }
    answer = rounds.mara.post(rounds.page, **told)
    assert answer.status_code == 409
    assert "beside the rounds" in answer.content.decode()
    assert "beside the rounds" in rounds.aoife.text("/negotiate/")
    signing = rounds.page.replace("negotiation", "signing")
    assert rounds.mara.post(signing, do="offer", amendment="0").status_code == 409


def test_what_was_sent_is_neither_changed_nor_removed(rounds: Rounds) -> None:
    rounds.propose(
        "aoife",
        "exit.termination",
        **{
            f"{NOTICE[:-7]}-notice": "15 days",
            "say exit.termination": "Why so long?",
            "to exit.termination": "shared",
        },
    )
    unsent = NegotiationRound.objects.get()
    TermProposal.objects.update(after='"16 days"')
    TermProposal.objects.update(after='"15 days"')
    assert rounds.send("aoife").status_code == 302
    proposal, remark = TermProposal.objects.get(), RemarkText.objects.get()
    tries: list[Callable[[], object]] = [
        lambda: TermProposal.objects.update(after='"1 day"'),
        lambda: TermProposal.objects.filter(pk=proposal.pk).delete(),
        lambda: TermProposal.objects.create(round=unsent, path=DUE, before="1", after="2"),
        lambda: RemarkText.objects.update(text="x"),
        lambda: RemarkText.objects.filter(pk=remark.pk).delete(),
        lambda: RemarkText.objects.create(round=unsent, path=DUE, text="x", private=False),
        lambda: NegotiationRound.objects.filter(pk=unsent.pk).update(sent=None),
        lambda: NegotiationRound.objects.filter(pk=unsent.pk).update(n=7),
        *(
            partial(raw, statement.format(t=f"web_{kind.__name__.lower()}"))
            for kind in (TermProposal, RemarkText, NegotiationRound)
            for statement in REPLACE[connection.vendor]
        ),
    ]
    for each in tries:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            each()
    assert TermProposal.objects.get().after == '"15 days"'
    assert RemarkText.objects.get().text == "Why so long?"


def raw(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_side_has_one_open_round(rounds: Rounds) -> None:
    of, at = rounds.of, clock.current_moment()
    made = {"negotiation": of, "side": "client", "base": 1, "by": "x", "began": at}
    NegotiationRound.objects.create(n=1, **made)
    for wrong in ({"n": 2}, {"n": 1}, {"n": 0, "side": "consultant"}, {"n": 1, "side": "nobody"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            NegotiationRound.objects.create(**(made | wrong))
    with pytest.raises(IntegrityError), transaction.atomic():
        NegotiationRow.objects.create(engagement=rounds.row, person="x", by="x", began=at, terms=1)


def test_a_link_opens_its_own_negotiation_and_nothing_else(rounds: Rounds) -> None:
    link = NegotiationLink.objects.get()
    for token in (
        token_of(link.pk, "sign"),
        token_of(rounds.pk, "negotiate"),
        "x",
        token_of(link.pk, "negotiate")[:-2],
    ):
        assert Browser().get(f"/n/{token}/").status_code == 404
    assert Browser().get(f"/s/{token_of(link.pk, 'negotiate')}/").status_code == 404
    assert rounds.aoife.get("/sign/").status_code == 404
    assert rounds.aoife.get(rounds.page).status_code == 302
    assert Browser().get("/negotiate/").status_code == 404
    opened = Browser()
    opened.get(f"/n/{token_of(link.pk, 'negotiate')}/")
    assert not NegotiationRound.objects.exists()
    assert rounds.mara.post(rounds.page, do="again").status_code == 302
    assert opened.get("/negotiate/").status_code == 410
    assert rounds.aoife.post("/negotiate/", do="save", seen=rounds.seen()).status_code == 410
    NegotiationLink.objects.update(expires=clock.seconds() - 1)
    fresh = NegotiationLink.objects.latest("pk")
    assert Browser().get(f"/n/{token_of(fresh.pk, 'negotiate')}/").status_code == 410


def test_a_round_of_the_client_takes_the_code_of_a_mail(rounds: Rounds) -> None:
    rounds.propose("aoife", "exit.termination", **{f"{NOTICE[:-7]}-notice": "15 days"})
    told = filled(rounds.aoife.text("/negotiate/")) | {"do": "send"}
    assert rounds.aoife.post("/negotiate/", **told).status_code == 422
    told = filled(rounds.aoife.text("/negotiate/"))
    rounds.aoife.post("/negotiate/", **(told | {"do": "code"}))
    code = digits_of(NegotiationCode.objects.get().pk)
    assert code in rounds.mail("round-code").text
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for left in ("4 tries are left", "3 tries", "2 tries", "1 try is left", "Have a new one sent"):
        told = filled(rounds.aoife.text("/negotiate/")) | {"do": "send", "code": wrong}
        assert left in rounds.aoife.post("/negotiate/", **told).content.decode()
    told = filled(rounds.aoife.text("/negotiate/")) | {"do": "send", "code": code}
    assert rounds.aoife.post("/negotiate/", **told).status_code == 422
    assert not NegotiationRound.objects.exclude(sent=None).exists()


def test_what_is_written_is_shown_as_it_was_written(rounds: Rounds) -> None:
    evil = "<script>alert(1)</script><b>bold"
    rounds.propose(
        "aoife",
        "exit.termination",
        **{f"{NOTICE[:-7]}-notice": "15 days", "say exit.termination": evil, "to exit.termination": "shared"},
    )
    rounds.propose("aoife", "financials.payment", text=f"The Client pays.\n\n{evil}", effect="manual")
    rounds.send("aoife")
    for page in (rounds.mara.text(rounds.page), rounds.aoife.text("/negotiate/")):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
    for wrong in ("\u202e", "\x07"):
        told = filled(rounds.mara.text(rounds.page)) | {f"say {NOTICE}": f"a{wrong}b", "do": "save"}
        assert rounds.mara.post(rounds.page, **told).status_code == 422
