"""Negotiation: the draft goes to the client, rounds go back and forth, and what both say becomes the terms."""

# ruff: noqa: F811 - a fixture of another file is a name here

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction

from charter.core.changes import term_at
from charter.sealing.evidence.inspection import inspect_chain
from charter.web import clock
from charter.web.kit.engagements import TERMS, texts_of
from charter.web.kit.models import OutboxMail
from charter.web.kit.rows_store import RowsStore
from charter.web.negotiation.models import (
    NegotiationLink,
    NegotiationRound,
    RemarkText,
    TermProposal,
)
from charter.web.negotiation.queries import live_negotiation
from charter.web.negotiation.reminding import remind_of_rounds
from charter.web.running.erasing import erase_person, plan_erasing
from charter.web.running.held import held_of
from charter.web.signing.mails import letter_of
from charter.web.signing.models import Offer
from charter.web.signing.owed import do_what_is_owed
from tests.web.people import Northlight
from tests.web.rounds import AOIFE, DUE, MARA, NOTICE, Rounds, begun, filled, rounds  # noqa: F401 - a fixture

UNTOLD = "below one hundred and eighty I say no"


def test_rounds_go_back_and_forth_until_all_is_agreed_and_it_is_signed(rounds: Rounds) -> None:
    page = rounds.aoife.text("/negotiate/")
    assert "Read the draft, and propose" in page
    assert "EUR 9,600.00" in page
    assert (
        rounds.propose(
            "aoife", "exit.termination", **{"exit.termination.client-notice": "15 days"}
        ).status_code
        == 302
    )
    assert (
        rounds.propose(
            "aoife", "financials.payment", **{"financials.payment-due_after": "45 days"}
        ).status_code
        == 302
    )
    page = rounds.aoife.text("/negotiate/")
    assert "you propose <ins>15 days</ins>" in page
    assert "45 days" not in rounds.mara.text(rounds.page)
    assert rounds.send("aoife").status_code == 302
    assert rounds.mail("round-back").where == rounds.page

    page = rounds.mara.text(rounds.page)
    assert "Your turn, until Fri 10 Nov." in page
    assert "Two terms are open" in page
    assert "each invoice is paid 31 days later" in page
    assert "EUR 9,784.11 more" in page, "31 days of 365 of EUR 115,200.00"
    assert "<ins>" in page
    assert "Neither what you prefer nor what you accept" in page
    assert str(term_at(rounds.agreement, DUE)) == "14 days"
    told = filled(page) | {
        f"answer {DUE}": "take",
        f"answer {NOTICE}": "new",
        f"new {NOTICE}-notice": "20 days",
    }
    assert rounds.mara.post(rounds.page, **(told | {"do": "save"})).status_code == 302
    assert "2 of 2 answered" in rounds.mara.text(rounds.page)
    assert "20 days" not in rounds.aoife.text("/negotiate/")
    assert str(term_at(rounds.agreement, DUE)) == "14 days"
    assert rounds.send("mara").status_code == 302
    assert str(term_at(rounds.agreement, DUE)) == "45 days"
    assert "round 2" in rounds.mara.text(rounds.page)

    takes_and_signs(rounds)


def takes_and_signs(rounds: Rounds) -> None:
    """Let Aoife take what is open; then it is put forward."""
    page = rounds.aoife.text("/negotiate/")
    assert "20 days" in page
    assert "<b>45 days</b>" in page
    told = filled(page) | {f"answer {NOTICE}": "take", "do": "save"}
    assert rounds.aoife.post("/negotiate/", **told).status_code == 302
    assert rounds.send("aoife").status_code == 302
    assert str(term_at(rounds.agreement, NOTICE)) == "20 days"
    assert "Everything is agreed" in rounds.mara.text(rounds.page)

    signing = rounds.page.replace("negotiation", "signing")
    assert rounds.mara.post(signing, do="offer", amendment="0").status_code == 302
    do_what_is_owed()
    assert live_negotiation(rounds.row) is None
    assert rounds.row.round == 0
    assert "put forward for signing" in rounds.aoife.text("/negotiate/")
    chain = RowsStore(rounds.row).chain()
    offered = [link for link in chain if link.kind == "offered" and "round" in link.what]
    assert [(link.by, link.what["round"], link.what["side"]) for link in offered] == [
        ("mara", 1, "consultant"),
        ("aoife", 1, "client"),
        ("mara", 1, "consultant"),
        ("aoife", 2, "client"),
    ]
    assert inspect_chain(chain) == []


def test_private_remarks_are_nowhere_but_on_the_own_sides_page(rounds: Rounds) -> None:
    begun(rounds)
    page = rounds.mara.text(rounds.page)
    told = filled(page) | {
        f"answer {NOTICE}": "keep",
        f"say {NOTICE}": UNTOLD,
        f"to {NOTICE}": "private",
        "do": "save",
    }
    assert rounds.mara.post(rounds.page, **told).status_code == 302
    assert UNTOLD in rounds.mara.text(rounds.page)
    told = filled(rounds.mara.text(rounds.page)) | {
        f"say {NOTICE}": "It takes a month.",
        f"to {NOTICE}": "shared",
    }
    assert rounds.mara.post(rounds.page, **(told | {"do": "save"})).status_code == 302
    assert "It takes a month." not in rounds.aoife.text("/negotiate/")
    assert rounds.send("mara").status_code == 302
    page = rounds.aoife.text("/negotiate/")
    assert "It takes a month." in page
    assert "Within what you accept" not in page
    assert "never accept" not in page
    exported = rounds.mara.get(f"{rounds.page.replace('negotiation/', 'export.zip')}").content
    mails = " ".join(
        f"{letter.subject} {letter.plain}" for letter in map(letter_of, OutboxMail.objects.all())
    )
    evidence = RowsStore(rounds.row).chain().stored.decode()
    clauses = rounds.aoife.text("/negotiate/clauses/exit.termination/")
    others = {
        "page": page,
        "clause": clauses,
        "mails": mails,
        "evidence": evidence,
        "terms": str(texts_of(rounds.row)),
    }
    assert not [where for where, text in others.items() if UNTOLD in text]
    assert UNTOLD.encode() not in exported
    with zipfile.ZipFile(io.BytesIO(exported)) as folder:
        assert not [name for name in folder.namelist() if UNTOLD.encode() in folder.read(name)]


def test_what_the_playbook_says_is_the_owners_alone(rounds: Rounds) -> None:
    rounds.propose("aoife", "financials.payment", **{"financials.payment-due_after": "90 days"})
    rounds.send("aoife")
    page = rounds.mara.text(rounds.page)
    assert "You never accept this:" in page
    assert "Two months without money are the most that we can bear." in page
    assert "Two months without money" not in rounds.aoife.text("/negotiate/")
    assert page.index('value="keep"') < page.index('value="take"')
    told = filled(page) | {f"answer {DUE}": "new", f"new {DUE}-due_after": "30 days", "do": "save"}
    rounds.mara.post(rounds.page, **told)
    rounds.send("mara")
    told = filled(rounds.aoife.text("/negotiate/"))
    told |= {f"answer {DUE}": "new", f"new {DUE}-due_after": "20 days", "do": "save"}
    rounds.aoife.post("/negotiate/", **told)
    rounds.send("aoife")
    page = rounds.mara.text(rounds.page)
    assert "Within what you accept" in page
    assert page.index('value="take"') < page.index('value="keep"')


def test_a_bad_value_is_one_clear_error_beside_its_field(rounds: Rounds) -> None:
    answer = rounds.propose("aoife", "exit.termination", **{f"{NOTICE[:-7]}-notice": "15"})
    assert answer.status_code == 422
    assert answer.content.decode().count("write the unit") == 1
    assert not TermProposal.objects.exists()
    begun(rounds)
    told = filled(rounds.mara.text(rounds.page)) | {f"answer {NOTICE}": "new", f"new {NOTICE}-notice": "soon"}
    answer = rounds.mara.post(rounds.page, **(told | {"do": "send"}))
    assert answer.status_code == 422
    assert "soon" in answer.content.decode()
    assert NegotiationRound.objects.filter(sent=None).count() == 0


def test_nothing_answered_is_nothing_to_send(rounds: Rounds) -> None:
    begun(rounds)
    answer = rounds.send("mara")
    assert answer.status_code == 422
    assert "Nothing is answered yet" in answer.content.decode()


def test_a_draft_that_suits_is_sent_back_as_it_is(rounds: Rounds) -> None:
    assert rounds.send("aoife").status_code == 302
    assert "Everything is agreed" in rounds.mara.text(rounds.page)
    assert (
        rounds.mara.post(rounds.page.replace("negotiation", "signing"), do="offer", amendment="0").status_code
        == 302
    )
    assert Offer.objects.count() == 1


def test_nothing_is_put_forward_while_a_round_is_open(rounds: Rounds) -> None:
    signing = rounds.page.replace("negotiation", "signing")

    def refused(why: str) -> None:
        assert why in rounds.mara.text(signing)
        answer = rounds.mara.post(signing, do="offer", amendment="0")
        assert answer.status_code == 409
        assert why in answer.content.decode()
        assert not Offer.objects.exists()

    refused("has not answered the draft yet")
    begun(rounds)
    refused("1 term is still open")
    told = filled(rounds.mara.text(rounds.page)) | {f"answer {NOTICE}": "take", "do": "send"}
    rounds.mara.post(rounds.page, **told)
    rounds.propose("aoife", "financials.payment", **{"financials.payment-due_after": "45 days"})
    refused("Round 2 has begun, and is not sent")
    assert rounds.mara.post(rounds.page, do="call-off").status_code == 302
    assert rounds.mara.post(signing, do="offer", amendment="0").status_code == 302


def test_own_words_and_a_clause_left_out_are_proposed_and_agreed(rounds: Rounds) -> None:
    rounds.propose("aoife", "financials.payment", text="The Client pays within a month.", effect="manual")
    rounds.propose("aoife", "exit.termination", leave="on")
    page = rounds.aoife.text("/negotiate/")
    assert "own words" in page
    rounds.propose("aoife", "exit.termination")
    told = filled(rounds.aoife.text("/negotiate/")) | {"answer exit.termination": "", "do": "save"}
    assert rounds.aoife.post("/negotiate/", **told).status_code == 302
    rounds.send("aoife")
    told = filled(rounds.mara.text(rounds.page)) | {"answer financials.payment.wording": "take"}
    assert rounds.mara.post(rounds.page, **(told | {"do": "send"})).status_code == 302
    assert "The Client pays within a month." in texts_of(rounds.row)[TERMS].decode()


def test_a_remark_is_taken_back_before_it_is_sent(rounds: Rounds) -> None:
    rounds.propose("aoife", "exit.termination", **{"say exit.termination": "Why?"})
    pk = str(RemarkText.objects.get().pk)
    assert "Why?" in rounds.aoife.text("/negotiate/")
    rounds.mara.post(rounds.page, unsay=pk)
    assert RemarkText.objects.exists()
    assert rounds.aoife.post("/negotiate/", unsay=pk).status_code == 302
    assert not RemarkText.objects.exists()


def test_a_draft_is_sent_once_to_somebody_of_the_client_and_by_mail(
    nl: Northlight, rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rounds.mara.post(rounds.page, do="invite", person="aoife").status_code == 409
    rounds.mara.post(rounds.page, do="call-off")
    for person in ("mara", "nobody", ""):
        assert rounds.mara.post(rounds.page, do="invite", person=person).status_code == 422
    signed = f"{nl.client}negotiation/"
    assert "signed" in rounds.mara.text(signed)
    assert rounds.mara.post(signed, do="invite", person="jonas").status_code == 409
    monkeypatch.setattr(settings, "SMTP", "")
    assert rounds.mara.post(rounds.page, do="invite", person="aoife").status_code == 422
    monkeypatch.setattr(settings, "SMTP", "smtp://mail.example:25")
    terms = rounds.page.replace("negotiation", "terms")
    rounds.mara.post(terms, source=texts_of(rounds.row)[TERMS].decode() + "\n# more", do="look")
    assert rounds.mara.post(rounds.page, do="invite", person="aoife").status_code == 422
    rounds.mara.post(terms, do="leave")
    assert rounds.mara.post(rounds.page, do="invite", person="aoife").status_code == 302
    assert rounds.row.round == 1


def test_what_was_called_off_begins_anew(rounds: Rounds) -> None:
    begun(rounds)
    for _ in range(2):
        assert rounds.mara.post(rounds.page, do="call-off").status_code == 302
    assert rounds.row.round == 0
    assert OutboxMail.objects.get(template="called-off").to == "aoife@fennel.example"
    assert rounds.aoife.get("/negotiate/").status_code == 410
    assert "called off" in rounds.mara.text(rounds.page)
    assert rounds.mara.post(rounds.page, do="save", seen=rounds.seen()).status_code == 404
    assert rounds.mara.post(rounds.page, do="invite", person="aoife").status_code == 302
    assert "has not" not in rounds.mara.text(rounds.page)
    assert "15 days" not in rounds.mara.text(rounds.page)


def test_a_person_is_erased_from_remarks_and_links_and_what_is_held_is_told(rounds: Rounds) -> None:
    told = {"say exit.termination": "I, Aoife, was ill.", "to exit.termination": "shared"}
    rounds.propose("aoife", "exit.termination", **({f"{NOTICE[:-7]}-notice": "15 days"} | told))
    rounds.send("aoife")
    held = held_of(rounds.nl.workspace, "aoife@fennel.example")
    [fennel_co] = [each for each in held["engagements"] if each["client"] == "Fennel & Co"]
    assert fennel_co["negotiated"] == [
        {"round": 1, "term": "exit.termination", "remark": "I, Aoife, was ill."}
    ]
    told = filled(rounds.mara.text(rounds.page)) | {
        f"answer {NOTICE}": "keep",
        f"say {NOTICE}": "Aoife Brennan is tough.",
    }
    rounds.mara.post(rounds.page, **(told | {"do": "save"}))
    rounds.send("mara")
    plan = plan_erasing(rounds.nl.workspace, "aoife@fennel.example")
    assert plan.remarks == 2
    assert any("call it off" in each for each in plan.hindered)
    rounds.mara.post(rounds.page, do="call-off")
    terms = rounds.page.replace("negotiation", "terms")
    source = texts_of(rounds.row)[TERMS].decode()
    source = source.replace("Aoife Brennan", "Ines Vogel").replace("aoife@", "ines@").replace("aoife", "ines")
    rounds.mara.post(terms, source=source, base="1", do="keep")
    erase_person(rounds.nl.workspace, "aoife@fennel.example", (), "mara@northlight.example")
    assert set(RemarkText.objects.values_list("text", flat=True)) == {""}
    assert NegotiationLink.objects.get().name == "[erased]"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        RemarkText.objects.update(text="again")


def test_an_answer_is_expected_until_a_day_and_silence_agrees_to_nothing(
    rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Aoife named 10 November; Mara is reminded the day before, and Aoife told on the day after, each once."""
    begun(rounds)
    assert "until Fri 10 Nov" in rounds.aoife.text("/negotiate/")
    assert "until 10 November 2023" in rounds.mail("round-back").text

    def swept(day: int) -> list[tuple[str, str]]:
        monkeypatch.setattr(clock, "day_in", lambda _: dt.date(2023, 11, day))
        before = OutboxMail.objects.count()
        assert remind_of_rounds() == OutboxMail.objects.count() - before
        found = OutboxMail.objects.order_by("pk")[before:]
        return [(each.template, each.to) for each in found]

    terms = texts_of(rounds.row)
    assert [swept(day) for day in (8, 9, 9, 10, 11, 11, 20)] == [
        [],
        [("answer-due", "mara@northlight.example")],
        [],
        [],
        [("answer-late", "aoife@fennel.example")],
        [],
        [],
    ]
    assert rounds.mail("answer-due").where == rounds.page
    assert "nothing is agreed by silence" in rounds.mara.text(rounds.page)
    assert "nothing is agreed by silence" in rounds.aoife.text("/negotiate/")
    assert texts_of(rounds.row) == terms
    told = filled(rounds.mara.text(rounds.page)) | {f"answer {NOTICE}": "keep", "answer_by": "2023-11-27"}
    assert rounds.mara.post(rounds.page, **(told | {"do": "send"})).status_code == 302
    assert [swept(day) for day in (21, 26, 28)] == [
        [],
        [("answer-due", "aoife@fennel.example")],
        [("answer-late", "mara@northlight.example")],
    ]
    assert rounds.aoife.get(rounds.mail("answer-due").where).headers["Location"] == "/negotiate/"


def test_no_day_is_named_or_one_that_can_be_kept(rounds: Rounds) -> None:
    begun(rounds)
    told = filled(rounds.mara.text(rounds.page)) | {f"answer {NOTICE}": "keep", "do": "send"}
    for wrong in ("2023-11-03", "2024-01-03", "soon"):
        assert rounds.mara.post(rounds.page, **(told | {"answer_by": wrong})).status_code == 422
    assert rounds.mara.post(rounds.page, **(told | {"answer_by": ""})).status_code == 302
    assert rounds.of.answer_by is None
    assert "<b>Your turn.</b>" in rounds.aoife.text("/negotiate/")
    told = filled(rounds.aoife.text("/negotiate/")) | {f"answer {NOTICE}": "take", "do": "save"}
    rounds.aoife.post("/negotiate/", **told)
    rounds.send("aoife")
    assert rounds.of.answer_by is None, "everything is agreed, and nobody has to answer"


def test_a_link_outlives_the_day_until_which_an_answer_is_expected(rounds: Rounds) -> None:
    begun(rounds)
    NegotiationLink.objects.update(expires=clock.seconds() + 60)
    told = filled(rounds.mara.text(rounds.page)) | {f"answer {NOTICE}": "keep", "answer_by": "2023-12-03"}
    assert rounds.mara.post(rounds.page, **(told | {"do": "send"})).status_code == 302
    assert NegotiationLink.objects.get().expires > clock.seconds() + 30 * 24 * 3600


def test_a_draft_is_not_sent_with_a_day_that_has_passed(rounds: Rounds) -> None:
    rounds.mara.post(rounds.page, do="call-off")
    answer = rounds.mara.post(rounds.page, do="invite", person="aoife", answer_by="2023-11-02")
    assert answer.status_code == 422
    assert rounds.row.round == 0
