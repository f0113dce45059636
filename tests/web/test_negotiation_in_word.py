"""Word out and in: a lawyer gets the draft with what is open tracked, and what she writes comes back as remarks."""

# ruff: noqa: F811 - a fixture of another file is a name here

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from charter.web.kit.engagements import texts_of
from charter.web.negotiation.models import RemarkText, TermProposal
from tests.formats.word.reader import text
from tests.formats.word.settler import settle
from tests.formats.word.test_coming_back import edited
from tests.web.rounds import NOTICE, Rounds, begun, filled, rounds  # noqa: F401 - a fixture

OURS, THEIRS = "must pay each invoice", "should pay each invoice"


def out(rounds: Rounds, who: str) -> bytes:
    browser, home = rounds.browser(who)
    answer = browser.get(f"{home}draft.docx")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    return answer.content


def bring(rounds: Rounds, who: str, file: bytes) -> Any:
    browser, home = rounds.browser(who)
    return browser.post(f"{home}word/", file=SimpleUploadedFile("draft.docx", file))


def said(file: bytes) -> str:
    return " ".join(text(file))


def ticked(page: str) -> dict[str, Any]:
    """Give the fields of the page as a browser posts them; each box has the same name."""
    boxes = re.findall(r'name="bring" value="(\d+)"', page)
    return {name: unescape(value) for name, value in filled(page).items()} | {"bring": boxes, "do": "bring"}


def test_the_draft_goes_out_with_what_they_ask_for_tracked(rounds: Rounds) -> None:
    begun(rounds)
    file = out(rounds, "mara")
    accepted, rejected = (said(settle(file, choice)) for choice in ("accept", "reject"))
    assert "15 days" in accepted
    assert "30 days" in rejected
    assert 'w:author="Aoife Brennan"' in raw(file)
    assert said(settle(out(rounds, "aoife"), "reject")) == accepted
    assert 'w:author="Northlight CTO"' in raw(out(rounds, "aoife"))


def raw(file: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return archive.read("word/document.xml").decode()


def test_what_is_not_sent_is_in_no_file(rounds: Rounds) -> None:
    begun(rounds)
    told = filled(rounds.mara.text(rounds.page)) | {
        f"answer {NOTICE}": "new",
        f"new {NOTICE}-notice": "21 days",
    }
    rounds.mara.post(rounds.page, **(told | {"do": "save"}))
    for who in ("mara", "aoife"):
        assert "21 days" not in raw(out(rounds, who))


def test_what_a_lawyer_writes_comes_back_as_remarks_and_changes_no_term(rounds: Rounds) -> None:
    begun(rounds)
    terms = texts_of(rounds.row)
    file = edited(out(rounds, "mara"), lambda xml: xml.replace(OURS, THEIRS, 1))
    answer = bring(rounds, "mara", file)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "One place says something that neither side" in page
    assert "<del>must</del><ins>should</ins>" in page
    assert "Payment" in page
    assert not RemarkText.objects.exists(), "looking keeps nothing"
    assert rounds.mara.post(f"{rounds.page}word/", **ticked(page)).status_code == 302
    [remark] = RemarkText.objects.all()
    assert (remark.path, remark.private) == ("financials.payment", False)
    assert remark.text.startswith("In Word: “The Client should pay each invoice")
    assert TermProposal.objects.count() == 1, "only what Aoife proposed"
    assert "should pay each" not in rounds.aoife.text("/negotiate/"), "nothing is seen before it is sent"
    told = filled(rounds.mara.text(rounds.page)) | {f"answer {NOTICE}": "keep"}
    assert rounds.mara.post(rounds.page, **(told | {"do": "send"})).status_code == 302
    assert "should pay each invoice" in rounds.aoife.text("/negotiate/")
    assert texts_of(rounds.row) == terms


def test_the_clients_lawyer_does_it_by_the_link(rounds: Rounds) -> None:
    file = edited(out(rounds, "aoife"), lambda xml: xml.replace(OURS, THEIRS, 1))
    page = bring(rounds, "aoife", file).content.decode()
    told = ticked(page) | {"to": "private"}
    assert rounds.aoife.post("/negotiate/word/", **told).status_code == 302
    assert RemarkText.objects.get().private
    assert "should pay each" in rounds.aoife.text("/negotiate/")


def test_who_takes_or_keeps_in_word_is_told_that_nothing_differs(rounds: Rounds) -> None:
    begun(rounds)
    for choice in ("accept", "reject"):
        file = settle(out(rounds, "mara"), "accept" if choice == "accept" else "reject")
        assert "Its words are those of the draft" in bring(rounds, "mara", file).content.decode()


@pytest.mark.parametrize(
    ("spoilt", "why"),
    [
        (lambda _: b"%PDF", "This is no Word file that can be read."),
        (lambda _: b"", "This is no Word file that can be read."),
        (
            lambda file: edited(
                file,
                lambda xml: xml.replace(
                    "<w:body>", "<w:body>" + "<w:p><w:r><w:t>So.</w:t></w:r></w:p>" * 9000, 1
                ),
            ),
            "This file says something else than the draft.",
        ),
        (
            lambda file: edited(
                file,
                lambda xml: xml.replace(
                    "<w:body>",
                    "<w:body>" + "".join(f"<w:p><w:r><w:t>Rule {n}.</w:t></w:r></w:p>" for n in range(300)),
                    1,
                ),
            ),
            None,
        ),
    ],
)
def test_a_file_that_is_none_of_ours_is_one_clear_error(
    rounds: Rounds, spoilt: Callable[[bytes], bytes], why: str | None
) -> None:
    begun(rounds)
    answer = bring(rounds, "mara", spoilt(out(rounds, "mara")))
    if why is None:  # one long insertion is one place, and one remark that ends where there is no more room
        assert answer.status_code == 200
        told = ticked(answer.content.decode())
        assert rounds.mara.post(f"{rounds.page}word/", **told).status_code == 302
        assert RemarkText.objects.get().text.endswith("…”")
        return
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert rounds.mara.post(f"{rounds.page}word/").status_code == 422


def test_what_is_posted_as_found_is_checked(rounds: Rounds) -> None:
    begun(rounds)
    where, seen = f"{rounds.page}word/", rounds.seen()
    told = {"do": "bring", "seen": seen, "bring": ["1"], "path 1": "financials.payment", "text 1": "So."}
    spoilt: tuple[dict[str, Any], ...] = (
        {"path 1": "secrets.none"},
        {"text 1": "x" * 2001},
        {"text 1": "\u202eevil"},
        {"text 1": ""},
        {"bring": []},
    )
    for wrong in spoilt:
        assert rounds.mara.post(where, **(told | wrong)).status_code == 422
    assert rounds.mara.post(where, **(told | {"seen": "0"})).status_code == 409
    assert not RemarkText.objects.exists()
    assert rounds.mara.post(where, **told).status_code == 302


def test_nothing_comes_in_out_of_turn_or_when_it_is_over(rounds: Rounds) -> None:
    file = out(rounds, "aoife")
    begun(rounds)
    assert bring(rounds, "aoife", file).status_code == 409
    assert rounds.aoife.get("/negotiate/word/").status_code == 409
    rounds.mara.post(rounds.page, do="call-off")
    assert bring(rounds, "mara", file).status_code == 404
    assert rounds.mara.get(f"{rounds.page}draft.docx").status_code == 404
    assert bring(rounds, "aoife", file).status_code == 410
    assert rounds.aoife.get("/negotiate/draft.docx").status_code == 410


def test_files_are_not_brought_in_without_end(rounds: Rounds) -> None:
    begun(rounds)
    codes = [bring(rounds, "mara", b"").status_code for _ in range(32)]
    assert set(codes[:30]) == {422}
    assert codes[-1] == 429
