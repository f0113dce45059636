"""What a sealed PDF proves, answer by answer, in the words of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from charter.sealing.verification.pdf_file import NotPdf, TooLarge
from charter.sealing.verification.verify import verify
from charter.web import clock

if TYPE_CHECKING:
    from charter.sealing.verification.verdict import Verdict

QUESTIONS = {
    "intact": "Unchanged since sealing",
    "covers_whole_file": "Covers the whole file",
    "by_signer": "Sealed by whom it names",
    "trusted": "Known to others",
    "timestamped": "Time by a third party",
    "identity": "Identity of the signers",
    "terms_match": "Terms match the text",
    "chain": "Record unbroken",
    "amended": "What it amends",
    "printed": "Days and sums as printed",
}
"""What the answers are called on the page."""


class Judged(NamedTuple):
    """The answers about a file: question, sign (yes, no, unknown), word, why; in one sentence; the verdict itself."""

    rows: list[tuple[str, str, str, str]]
    sentence: str
    verdict: Verdict | None


def judged(pdf: bytes, evidence: bytes | None) -> Judged:
    """Judge a file. What is no PDF, or too large, is told as such."""
    try:
        verdict = verify(pdf, evidence=evidence, now=clock.current_moment())
    except (NotPdf, TooLarge) as error:
        return Judged([], f"This is no sealed PDF: {error}", None)
    rows = [
        (QUESTIONS.get(key, key.replace("_", " ").capitalize()), *_word(answer.holds), answer.says)
        for key, answer in verdict.answers().items()
    ]
    counts = [sum(row[1] == sign for row in rows) for sign in ("yes", "no", "unknown")]
    return Judged(rows, f"{counts[0]} yes, {counts[1]} no, {counts[2]} open.", verdict)


def _word(holds: bool | None) -> tuple[str, str]:  # noqa: FBT001 - an answer
    return {True: ("yes", "Yes"), False: ("no", "No"), None: ("unknown", "Open")}[holds]
