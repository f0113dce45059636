"""Terms that are not those signed are named by every command that reads them, and nothing is issued on them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from charter.core.document import editions
from tests.cli.evidence.conftest import typed
from tests.core.document.overlay import released

if TYPE_CHECKING:
    from tests.cli.evidence.conftest import Desk

FEE = ('overage = "EUR 210.00"', 'overage = "EUR 220.00"')
SAID = (
    "agreement.toml: the terms were changed since they were {} on 4 March 2026 (link {}): put the agreement back as "
    "it was, and write an amendment (financials.retainer.overage)"
)
PENDING = "note: amendment {}: neither side has signed yet; it does not count"
AMENDMENT = """charter.schema = 1
number = 2
title = "More"
signed = 2024-01-10
effective = 2024-02-01
[[change]]
path = "financials.payment.due_after"
from = "14 days"
to = "30 days"
"""


def test_a_price_edited_after_the_seal_is_named_by_every_command(sealed: Desk, tmp_path: Path) -> None:
    sealed.change("agreement.toml", *FEE)
    last = len(sealed.links)
    for command in ("check", "duties", "log", "statement", "exit", "diff", "show", "invoice"):
        where = ["--in", str(sealed.folder)] if command in {"show", "invoice"} else [str(sealed.folder)]
        told = typed(command, *where)
        assert told.err.startswith(f"warning: {sealed.folder}/" + SAID.format("sealed", last)), command
        assert told.code < 2
    assert "warning: " in sealed.run("render", "--out", str(tmp_path / "out"), "-f", "md").err


def test_nothing_is_issued_on_terms_that_were_not_signed(sealed: Desk) -> None:
    before = (sealed.folder / "journal.toml").read_bytes()
    sealed.change("agreement.toml", *FEE)
    told = typed("invoice", "--issue", "--in", str(sealed.folder), "--today", "2026-03-04")
    assert (told.code, told.out) == (2, "")
    assert told.err.endswith("error: nothing is issued while the terms are not those signed")
    assert (sealed.folder / "journal.toml").read_bytes() == before
    sealed.change("agreement.toml", *reversed(FEE))
    words = ("--today", "2026-03-04", "--over-ceiling", "e-mail of 3 March")
    told = typed("invoice", "--issue", "--in", str(sealed.folder), *words)
    assert (told.code, told.err) == (0, PENDING.format(1))


def test_a_signature_binds_as_a_seal_does(signed: Desk) -> None:
    signed.change("agreement.toml", *FEE)
    assert SAID.format("signed", 10) in signed.run("check").err


@pytest.mark.parametrize("state", ["desk", "recorded", "signed", "sealed"])
def test_terms_as_they_were_are_passed_over(state: str, request: pytest.FixtureRequest) -> None:
    desk: Desk = request.getfixturevalue(state)
    assert desk.run("check").err == ""


def test_until_somebody_signs_the_terms_are_free(recorded: Desk) -> None:
    recorded.change("agreement.toml", *FEE)
    assert recorded.run("check").err == ""


def test_an_agreement_file_stands_for_its_folder(sealed: Desk) -> None:
    sealed.change("agreement.toml", *FEE)
    (sealed.folder / "copy.toml").write_bytes((sealed.folder / "agreement.toml").read_bytes())
    assert typed("check", str(sealed.folder / "agreement.toml")).err.startswith("warning: ")
    assert typed("check", str(sealed.folder / "copy.toml")).err == ""


def test_an_amendment_counts_once_it_is_recorded_or_signed(sealed: Desk) -> None:
    (sealed.folder / "amendments/2.toml").write_text(AMENDMENT, "utf-8")
    assert "amendment 2 is neither signed nor recorded" in sealed.run("check").err
    assert sealed.run("record").code == 0
    assert sealed.run("check").err == ""
    (sealed.folder / "amendments/2.toml").write_text(AMENDMENT.replace("30 days", "60 days"), "utf-8")
    assert "amendment 2 was changed since it was recorded" in sealed.run("check").err
    (sealed.folder / "amendments/2.toml").unlink()
    assert "amendment 2, recorded on 4 March 2026" in sealed.run("check").err


def test_an_amendment_may_be_signed_before_it_is_recorded(sealed: Desk) -> None:
    (sealed.folder / "amendments/2.toml").write_text(AMENDMENT, "utf-8")
    for key in ("jonas", "mara"):
        assert "amendment 2 goes on from amendment 1" in sealed.sign(key, "--amendment", "2").err
        assert sealed.sign(key, "--amendment", "1").code == 0
    assert sealed.sign("jonas", "--amendment", "2").code == 0
    assert "amendment 2" not in sealed.run("check").err


def test_evidence_that_is_gone_or_broken_is_named(sealed: Desk) -> None:
    lines = sealed.evidence.read_text("utf-8").splitlines(keepends=True)
    sealed.evidence.write_text("".join(["nonsense\n", *lines[1:]]), "utf-8")
    assert sealed.run("check").err.endswith("so nothing proves that these terms are those signed")
    sealed.evidence.unlink()
    assert sealed.run("check").err.endswith(
        "evidence.jsonl is gone though the agreement is sealed: put it back, it says what was signed"
    )


def test_evidence_that_nobody_may_read_is_refused(sealed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "evidence.jsonl":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    told = sealed.run("check")
    assert told.code == 2
    assert told.err.endswith(
        "evidence.jsonl:1:1: cannot be read: Permission denied = see to its permissions and its links"
    )


def test_terms_signed_that_are_no_more_there_are_not_compared(sealed: Desk) -> None:
    sealed.change("agreement.toml", *FEE)
    (sealed.folder / "signing/agreement.toml").write_text("title = 'Forged'", "utf-8")
    assert sealed.run("check").err.endswith("and write an amendment")
    (sealed.folder / "signing/agreement.toml").unlink()
    assert sealed.run("check").err.endswith("and write an amendment")


def test_a_look_at_the_evidence_starts_no_seal(sealed: Desk) -> None:
    """It takes half a second to start pyHanko."""
    code = (
        "import sys; from pathlib import Path; from charter.folder import load;"
        "from charter.cli.signed_text import departures_in;"
        "p = Path(sys.argv[1]); assert departures_in(load(p), p) == [];"
        "sys.exit(any(name in sys.modules for name in ('pyhanko', 'cryptography', 'asn1crypto')))"
    )
    assert subprocess.run([sys.executable, "-c", code, str(sealed.folder)], check=False).returncode == 0  # noqa: S603


def test_what_was_signed_is_shown_in_the_words_signed(sealed: Desk, tmp_path: Path) -> None:
    """Rendered, as in force and compared: later texts of the library come in nowhere, and only the change is shown."""
    frozen = (sealed.folder / "signing" / "document.pdf").read_bytes()
    with released(tmp_path / "editions"):
        sealed.run("render", "--out", str(tmp_path / "out"))
        assert (tmp_path / "out" / "harbourline.pdf").read_bytes() == frozen
        sealed.run("render", "--out", str(tmp_path / "then"), "-f", "md", "--on", "2023-12-01")
        then = (tmp_path / "then" / "harbourline.md").read_text("utf-8")
        assert "as in force on 1 December 2023" in then
        assert "EUR 15,000.00" in then
        assert "as we say now" not in then.lower()
        told = sealed.run(
            "diff", "--html", str(tmp_path / "redline.html"), "--docx", str(tmp_path / "redline.docx")
        )
        came = re.findall(r"\{\+(.*?)\+\}", told.out, re.DOTALL)
        assert came
        assert all(re.search(r"\d", words) for words in came), "only sums follow from a sum"
        assert "15,000.00+}" in told.out
        assert "as we say now" not in told.out.lower()
        page = (tmp_path / "redline.html").read_text("utf-8")
        assert "as we say now" not in page.lower()
        marked = re.findall("<ins>(.*?)</ins>", page)
        assert marked
        assert all(re.search(r"\d", words) for words in marked)
        shown = typed("show", "financials.retainer", "--in", str(sealed.folder), "--on", "2023-12-01").out
        assert "EUR 15,000.00" in shown
        assert "as we say now" not in shown.lower()
        alone = sealed.folder.parent / "alone.toml"
        alone.write_bytes((sealed.folder / "agreement.toml").read_bytes())
        typed("render", str(alone), "--out", str(tmp_path / "alone"), "-f", "md")
        assert "as we say now" in (tmp_path / "alone" / "alone.md").read_text("utf-8").lower()


def test_a_change_of_words_that_are_not_in_this_release_is_refused(
    sealed: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with released(tmp_path / "editions"):
        monkeypatch.setattr(editions, "FOLDER", tmp_path)
        told = sealed.run("render", "--out", str(tmp_path / "out"), "-f", "md", "--on", "2023-12-01")
        assert told.code == 2
        assert "it was signed in other words than this release has" in told.err
        assert sealed.run("render", "--out", str(tmp_path / "out"), "-f", "md").code == 0
