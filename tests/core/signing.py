"""Signatures in a few words: both sides sign in ink what nobody has signed, each amendment on its day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from charter.core.engagement import Engagement
from charter.core.reading.by_hand import SignedAmendment, in_ink
from charter.core.vocabulary.journal import Journal
from charter.core.vocabulary.signing import Signed

LONG_AGO = date(2022, 1, 3)
NADIA = """number = 1
title = "Nadia signs for the client"
effective = 2026-04-01

[[change]]
path = "foundation.parties.people.jonas.may"
from = ["sign", "give notices", "accept", "approve costs", "dispute"]
to = ["accept", "approve costs", "dispute"]

[[change]]
path = "foundation.parties.people.nadia"
to = { side = "client", name = "Nadia Haddad", title = "Managing Director", email = "nadia@harbourline.example", may = ["sign", "give notices"], stand_in = "priya" }
"""
"""The first amendment of Harbourline, as a file has it: from April on Nadia signs for the client, not Jonas."""


def signed(engagement: Engagement) -> Engagement:
    """Give an engagement in which both sides have signed what they had not, before any test begins."""
    entries = [
        entry
        for stands in engagement.open
        for entry in in_ink(engagement.agreement, stands.text.name, LONG_AGO)
    ]
    return engagement.plus(*entries)


def only_signed(engagement: Engagement) -> Engagement:
    """Give an engagement in which nothing happened but that it was signed."""
    kept = (entry for entry in engagement.journal.entries if isinstance(entry, Signed))
    return replace(engagement, journal=Journal(kept))


def amended(engagement: Engagement, amendments: Iterable[SignedAmendment]) -> Engagement:
    """Give an engagement with other amendments than it had, signed by both sides on their days."""
    made = tuple(amendments)
    kept = [
        entry
        for entry in engagement.journal.entries
        if not isinstance(entry, Signed) or entry.document == "agreement"
    ]
    kept += [entry for each in made for entry in in_ink(engagement.agreement, each.name, each.signed)]
    return replace(engagement, amendments=tuple(each.undated for each in made), journal=Journal(kept))


def amendment(**terms: Any) -> SignedAmendment:  # noqa: ANN401 - as a file has them
    """Give an amendment with the day on which it was signed."""
    return SignedAmendment.model_validate(terms)


def nothing_but_signed(folder: Path) -> Path:
    """Take everything out of the journal of a folder but who signed; give the journal."""
    journal = folder / "journal.toml"
    head, *entries = journal.read_text("utf-8").split("[[entry]]\n")
    kept = (entry for entry in entries if 'kind = "signed"' in entry)
    journal.write_text(head + "".join(f"[[entry]]\n{entry}" for entry in kept), "utf-8")
    return journal
