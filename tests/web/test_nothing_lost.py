"""What a person entered is never lost by an error: each form of the signer and of negotiation, refused once."""

# ruff: noqa: F811 - a fixture of another file is a name here

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from charter.web.kit.models import OutboxMail
from charter.web.negotiation.models import RemarkText
from tests.web.people import Northlight
from tests.web.rounds import DUE, NOTICE, Rounds, begun, filled, rounds  # noqa: F401 - a fixture
from tests.web.test_signing import Fennel, deal  # noqa: F401 - a fixture

STROKES = "[[[10,20],[30,40],[50,20]],[[60,20],[61,90]]]"
WHY = "Our lawyer asks for it"


def shown(answer: Any, status: int = 422) -> str:
    assert answer.status_code == status, answer.content.decode()[-800:]
    return html.unescape(answer.content.decode())


def test_a_drawn_name_and_a_consent_outlive_a_wrong_code(deal: Fennel) -> None:
    aoife = deal.browser("aoife")
    code = deal.code(aoife)
    wrong = "000000" if code != "000000" else "000001"
    drawn = {"way": "drawn", "strokes": STROKES, "consent": "on"}
    page = shown(aoife.post("/sign/give/", **drawn, code=wrong))
    assert f'name="strokes" value="{STROKES}"' in page
    assert 'value="drawn" checked' in page
    assert re.search(r'name="consent" required checked', page)
    assert f'value="{wrong}"' not in page
    assert "4 tries are left" in page
    assert aoife.post("/sign/give/", **drawn, code=code).status_code == 302


def test_a_code_outlives_what_else_is_wrong(deal: Fennel) -> None:
    aoife = deal.browser("aoife")
    code = deal.code(aoife)
    page = shown(aoife.post("/sign/give/", name="Aoife Brennan", code=code))
    assert f'name="code" value="{code}"' in page
    assert 'value="Aoife Brennan"' in page
    page = shown(aoife.post("/sign/give/", way="drawn", strokes="no strokes", code=code, consent="on"))
    assert 'name="strokes" value=""' in page
    page = shown(aoife.post("/sign/decline/", reason=" ", code=code))
    assert f'name="code" value="{code}"' in page


def test_a_reason_outlives_a_wrong_code(deal: Fennel) -> None:
    aoife = deal.browser("aoife")
    page = shown(aoife.post("/sign/decline/", reason=WHY, code="1"))
    assert f">{WHY}</textarea>" in page


def test_who_has_a_code_sent_keeps_what_was_filled_in(deal: Fennel) -> None:
    aoife = deal.browser("aoife")
    typed = {"way": "drawn", "strokes": STROKES, "name": "Aoife B", "consent": "on"}
    page = shown(aoife.post("/sign/code/", **typed), 200)
    assert f'name="strokes" value="{STROKES}"' in page
    assert 'value="Aoife B"' in page
    assert "Send a new code" in page
    page = shown(aoife.post("/sign/code/", reason=WHY, strokes="x"), 200)
    assert f">{WHY}</textarea>" in page
    assert 'name="strokes" value=""' in page
    for _ in range(3):
        aoife.post("/sign/code/")
    page = shown(aoife.post("/sign/code/", **typed), 429)
    assert 'value="Aoife B"' in page
    assert "tried too often" in page


def test_a_wrong_code_loses_no_answer_of_a_round_and_says_no_remark_twice(rounds: Rounds) -> None:
    begun(rounds)
    told = filled(rounds.mara.text(rounds.page)) | {
        f"answer {NOTICE}": "new",
        f"new {NOTICE}-notice": "20 days",
    }
    assert rounds.mara.post(rounds.page, **(told | {"do": "send"})).status_code == 302
    told = filled(rounds.aoife.text("/negotiate/")) | {
        f"answer {NOTICE}": "keep",
        f"say {NOTICE}": WHY,
        f"to {NOTICE}": "shared",
        "answer_by": "2023-11-20",
        "code": "0",
        "do": "send",
    }
    for _ in range(2):
        page = shown(rounds.aoife.post("/negotiate/", **told))
        assert re.search(rf'name="answer {NOTICE}" value="keep"[^>]* checked', page)
        assert 'value="2023-11-20"' in page
        told |= filled(page) | {"code": "0", "do": "send"}
    assert RemarkText.objects.filter(text=WHY).count() == 1


def test_a_day_that_is_none_loses_neither_code_nor_remark(rounds: Rounds) -> None:
    begun(rounds)
    told = filled(rounds.mara.text(rounds.page)) | {
        f"answer {NOTICE}": "keep",
        f"say {NOTICE}": WHY,
        "answer_by": "2031-01-01",
    }
    page = shown(rounds.mara.post(rounds.page, **(told | {"do": "send"})))
    assert f'value="{WHY}"' in page
    assert 'value="2031-01-01"' in page
    assert re.search(rf'name="answer {NOTICE}" value="keep"[^>]* checked', page)


def test_a_day_stays_when_a_code_is_sent_or_answers_are_saved(rounds: Rounds) -> None:
    for do in ("code", "save"):
        told = filled(rounds.aoife.text("/negotiate/")) | {"answer_by": "2023-11-21", "do": do}
        answer = rounds.aoife.post("/negotiate/", **told)
        assert answer.status_code == 302
        assert 'value="2023-11-21"' in rounds.aoife.text(answer.headers["Location"].partition("#")[0])


def test_what_another_window_said_loses_nothing_of_this_one(rounds: Rounds) -> None:
    begun(rounds)
    told = filled(rounds.mara.text(rounds.page)) | {f"answer {NOTICE}": "keep", f"say {NOTICE}": WHY}
    assert (
        rounds.mara.post(rounds.page, **(told | {f"answer {NOTICE}": "take", "do": "save"})).status_code
        == 302
    )
    page = shown(rounds.mara.post(rounds.page, **(told | {"do": "send"})), 409)
    assert "another window" in page
    assert f'value="{WHY}"' in page
    assert re.search(rf'name="answer {NOTICE}" value="keep"[^>]* checked', page)
    again = filled(page) | {"do": "send"}
    assert rounds.mara.post(rounds.page, **again).status_code == 302


def test_terms_of_a_clause_that_are_wrong_lose_neither_remark_nor_tick(rounds: Rounds) -> None:
    wrong = {"financials.payment-due_after": "soon", "say financials.payment": WHY}
    page = shown(
        rounds.propose("aoife", "financials.payment", **wrong, **{"to financials.payment": "shared"})
    )
    assert f'value="{WHY}"' in page
    assert 'value="soon"' in page
    assert '<option value="shared" selected>' in page
    old = {"seen": "0", "leave": "on", "say financials.payment": WHY}
    page = shown(rounds.propose("aoife", "financials.payment", **old), 409)
    assert f'value="{WHY}"' in page
    assert re.search(r'name="leave" checked', page)


def test_what_was_ticked_of_a_word_file_stays_ticked(rounds: Rounds) -> None:
    found = {"path 1": DUE.rpartition(".")[0], "text 1": "In Word: a month", "path 2": "title", "text 2": WHY}
    page = shown(
        rounds.aoife.post("/negotiate/word/", **found, bring="2", to="private", seen="0", do="bring"), 409
    )
    assert re.search(r'name="bring" value="2" checked', page)
    assert not re.search(r'name="bring" value="1" checked', page)
    assert '<option value="private" selected>' in page
    again = filled(page) | {"bring": "2", "do": "bring"}
    assert rounds.aoife.post("/negotiate/word/", **again).status_code == 302
    assert RemarkText.objects.get().text == WHY


def test_a_draft_is_not_sent_until_a_day_that_is_none_and_who_answers_stays_chosen(
    nl: Northlight, rounds: Rounds
) -> None:
    rounds.mara.post(rounds.page, do="call-off")
    mails = OutboxMail.objects.count()
    page = shown(rounds.mara.post(rounds.page, do="invite", person="aoife", answer_by="2031-01-01"))
    assert re.search(r'value="aoife" checked', page)
    assert 'value="2031-01-01"' in page
    assert "is not to be expected" in page
    page = shown(rounds.mara.post(rounds.page, do="invite", person="nobody", answer_by="2023-11-20"))
    assert "no such person" in page
    assert 'value="2023-11-20"' in page
    assert OutboxMail.objects.count() == mails


@pytest.mark.parametrize("who", ["mara", "aoife"])
def test_the_enter_key_saves_and_takes_no_remark_back(rounds: Rounds, who: str) -> None:
    """A browser presses the first button of a form for who presses Enter in a field."""
    browser, home = rounds.browser(who)
    if who == "mara":
        begun(rounds)
    page = browser.text(home)
    form = page[page.index('id="round"') :]
    first = re.search(r"<button[^>]*>", form)
    assert first
    assert 'name="do" value="save"' in first[0]
