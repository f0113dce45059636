"""Whether the days and sums that a paper prints beside its terms are those of the evidence, and those reckoned here.

A signature block says when each person signed. The paper of an amendment also says when the agreement was signed, and
what the client pays more or less: none of this follows from the words of the terms. What differs is told, and proves
nothing against anybody: ink is in no evidence, and another release may reckon otherwise. So no answer here is no.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from charter.core.background import background
from charter.core.document import tree
from charter.core.document.amendment_paper import undone
from charter.core.document.speech import locale, said
from charter.core.engagement import Engagement
from charter.core.reading import read_agreement
from charter.core.vocabulary.dates.clock import local
from charter.sealing.evidence.chain import Chain
from charter.sealing.verification.enclosure import Enclosed
from charter.sealing.verification.paper import amendment_in
from charter.sealing.verification.verdict import VerdictAnswer, open_question, yes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from charter.core.agreement import Agreement
    from charter.core.changes import Amendment

SIGNED, MORE, LESS, UNTIL = (f"amendment.{name}" for name in ("signed", "more", "less", "until"))


class _Printed(NamedTuple):
    """What a paper prints, and what is known of it: None where nothing is."""

    what: str
    prints: str
    known: str | None
    known_from: str


def judge_printed(
    evidence: bytes | None, chain: VerdictAnswer, found: Enclosed | VerdictAnswer, zone: str = "UTC"
) -> VerdictAnswer | None:
    """Compare what a paper prints of days of signing and of sums; None where it prints none.

    `chain` is the answer of `judge_chain`: without evidence that holds, no day is compared.
    """
    if isinstance(found, VerdictAnswer):
        return None
    links = Chain(evidence) if evidence is not None and chain.holds else None
    try:
        lines = [
            *_signatures(found.document, links, zone),
            *_on_the_agreement(found, links, zone),
            *_sum(found),
        ]
    except Exception as error:  # noqa: BLE001 - what stands in a hostile file may break the reading in any way
        return open_question(
            "printed-not-compared", f"What it prints beside its terms cannot be read: {error}"
        )
    return _answer(lines) if lines else None


def _answer(lines: list[_Printed]) -> VerdictAnswer:
    differ = [line for line in lines if line.known is not None and line.known != line.prints]
    unknown = [line for line in lines if line.known is None]
    if differ:
        told = (f"{one.what} is printed as {one.prints}; {one.known_from}: {one.known}." for one in differ)
        return open_question("printed-differs", " ".join(told))
    if unknown:
        told = (f"{one.what}, printed as {one.prints}" for one in unknown)
        return open_question("printed-not-compared", f"Nothing here shows {'; '.join(told)}.")
    told = (f"{one.what}, {one.prints}" for one in lines)
    return yes("printed-agrees", f"As {lines[0].known_from}: {'; '.join(told)}.")


def _signatures(document: tree.Document, chain: Chain | None, zone: str) -> Iterator[_Printed]:
    """Give the day that is printed of each signature, with that on which the evidence records it."""
    for line in (
        each for block in document.signatures for each in block.signatories if each.signed is not None
    ):
        signed = line.signed
        assert signed is not None  # noqa: S101 - chosen so
        links = chain.find("signed", digest=signed.digest) if chain is not None else ()
        moment = next((link.at for link in links if link.by in {line.key, line.email, line.name}), None)
        day = f"{local(moment, zone).date()}" if moment is not None else None
        prints = local(dt.datetime.fromisoformat(signed.at), zone).date()
        yield _Printed(f"the day on which {line.name} signed", f"{prints}", day, "the evidence records")


def _on_the_agreement(found: Enclosed, chain: Chain | None, zone: str) -> Iterator[_Printed]:
    """Give the day on which the agreement that is amended was signed by the last who signed it."""
    prints = _cell(found.document, "Agreement", SIGNED)
    if found.annex is None or prints is None:
        return
    country = locale(read_agreement(found.terms.encode())).country
    offered = (
        {link.what["digest"] for link in chain.find("offered", name="agreement")}
        if chain is not None
        else set()
    )
    links = (
        (link for link in chain.find("signed") if link.what["digest"] in offered) if chain is not None else ()
    )
    last = max((link.at for link in links), default=None)
    known = said(local(last, zone).date(), country) if last is not None else None
    yield _Printed("the day on which the agreement was signed", prints, known, "the evidence records")


def _sum(found: Enclosed) -> Iterator[_Printed]:
    """Give the sum that is printed, with what the enclosed terms come to with nothing done under them."""
    if found.annex is None:
        return
    amendment, after = amendment_in(found.annex.amendment), read_agreement(found.terms.encode())
    country = locale(after).country
    prints = {path: _cell(found.document, "What it costs", path) for path in (MORE, LESS, UNTIL)}
    known = _reckoned(undone(after, amendment), amendment, country)
    names = {MORE: "more", LESS: "less"}
    said_so, came = (
        "; ".join(
            f"{each[path]} {word} until {each[UNTIL]}" for path, word in names.items() if each.get(path)
        )
        or "no other sum"
        for each in (prints, known)
    )
    # Earlier amendments are not enclosed: what they change in between moves the sum, and cannot be reckoned here.
    amended_before = _cell(found.document, "Agreement", "amendment.earlier") is not None
    unknown = amended_before and said_so != came
    yield _Printed(
        "what the client pays", said_so, None if unknown else came, "from its terms this release reckons"
    )


def _reckoned(before: Agreement, amendment: Amendment, country: str) -> dict[str, str | None]:
    known = background(Engagement(before), amendment)
    minor = known.more.minor if known.more is not None else 0
    sums = {
        MORE: known.more if minor > 0 else None,
        LESS: -known.more if known.more is not None and minor < 0 else None,
    }
    return {path: said(value, country) if value is not None else None for path, value in sums.items()} | {
        UNTIL: said(known.until, country)
    }


def _cell(document: tree.Document, label: str, path: str) -> str | None:
    """Give the value of a path as a row of the first page prints it; None where it does not."""
    rows = (fact for fact in document.cover if fact.label == label)
    values = (
        each for fact in rows for each in fact.inlines if isinstance(each, tree.Value) and each.path == path
    )
    return next((each.text.replace("\N{NO-BREAK SPACE}", " ") for each in values), None)
