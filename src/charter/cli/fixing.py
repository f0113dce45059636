"""`charter check --fix`: the changes that mend findings are made in the text of an agreement that nobody has signed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from charter.cli.errors import Mistake
from charter.cli.nearest import nearest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from charter import Engagement, LocatedFinding, Mended, Problem
    from charter.core.vocabulary.finding import Finding


def mend_text(
    path: Path, found: Iterable[LocatedFinding], on: dt.date, only: Sequence[str]
) -> tuple[Mended, ...]:
    """Make the changes in the file of a draft, and give what was made of each finding that has one. Raises Mistake."""
    from charter import mend_findings, rewrite_agreement

    file = _file_to_mend(path)
    listed = [finding for finding, place in found if Path(place.file) == file]
    told: list[Mended] = []

    def anew(text: str) -> str:
        changed, made = mend_findings(text, _wanted(listed, only), on)
        told.extend(made)
        return changed

    rewrite_agreement(path, anew)
    return tuple(told)


def _file_to_mend(path: Path) -> Path:
    """Give the file of the terms. Raises Mistake where it is no TOML: only TOML has comments and an order to keep."""
    file = path if path.is_file() else path / "agreement.toml"
    if not file.is_file() or file.suffix != ".toml":
        raise Mistake(f"{file} is not there: --fix mends an agreement.toml, and changes no other form")
    return file


def refuse_signed(engagement: Engagement, problems: Sequence[Problem]) -> None:
    """Refuse terms that somebody has signed, or of which nobody can say so. Raises Mistake."""
    from charter.core.vocabulary.signing import Signed

    if problems:
        raise Mistake(
            "the journal cannot be read, so it is not known whether these terms are signed: mend it first"
        )
    if engagement.contract.concluded is not None or any(engagement.journal.of(Signed)):
        raise Mistake("these terms are signed, so only an amendment changes them: --fix mends drafts")


def _wanted(found: Sequence[Finding], only: Sequence[str]) -> list[Finding]:
    """Give the findings to mend: all, or those of the names given. Raises Mistake for a name that is not found."""
    known = {finding.id for finding in found}
    for each in only:
        if each not in known:
            raise Mistake(
                f"no finding {each!r} here: {nearest(each, sorted(known), none='there is none to mend')}"
            )
    return [finding for finding in found if not only or finding.id in only]
