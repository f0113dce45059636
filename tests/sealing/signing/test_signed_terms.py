"""Whether the terms at hand are those signed, asked of every store: what departs is a value with its fields."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from charter.core.reading import read
from charter.folder import engagement_texts
from charter.sealing.evidence.act import Act
from charter.sealing.evidence.chain import Chain
from charter.sealing.evidence.store import SEALED, bound
from charter.sealing.signing import ceremony
from charter.sealing.signing.ceremony import conclude, give, prepare
from charter.sealing.signing.in_journal import unwritten_entries
from charter.sealing.signing.sign import Signature
from charter.sealing.signing.signed_terms import TermsNotSigned, departures, refuse_unsigned
from tests.core.signing import signed

if TYPE_CHECKING:
    from charter.core.engagement import Engagement
    from charter.sealing.evidence.store import EvidenceStore

AT = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
FILES = engagement_texts(Path(__file__).parents[3] / "examples" / "northlight" / "harbourline")
WITHOUT_JOURNAL = {name: raw for name, raw in FILES.items() if name != "journal.toml"}
DEARER = WITHOUT_JOURNAL | {
    "agreement.toml": FILES["agreement.toml"].replace(b'overage = "EUR 210.00"', b'overage = "EUR 220.00"')
}


def engaged(files: dict[str, bytes]) -> Engagement:
    """Read them as if both sides had signed everything on paper, too."""
    return signed(read(files, "harbourline"))


@pytest.fixture
def agreed(store: EvidenceStore) -> EvidenceStore:
    """A store in which Jonas has signed the agreement."""
    prepared = prepare(engaged(WITHOUT_JOURNAL), store)
    conclude(prepared, store, "Mara Lindqvist", AT)
    digest, email = prepared.frozen.digest, "jonas"
    give(
        prepared.frozen,
        Signature(email, "typed", "Jonas Petersen", AT, "passport", ceremony.CONSENT, digest),
        store,
    )
    return store


def test_nobody_has_signed_and_the_terms_are_free(store: EvidenceStore) -> None:
    conclude(prepare(engaged(WITHOUT_JOURNAL), store), store, "Mara Lindqvist", AT)
    assert (bound(store), departures(engaged(DEARER), DEARER, store)) == (False, [])
    refuse_unsigned([])


def test_terms_changed_after_a_signature_are_named_by_path(agreed: EvidenceStore) -> None:
    (terms, amendment) = departures(engaged(DEARER), DEARER, agreed)
    assert (terms.about, terms.terms, terms.act) == ("terms", ("financials.retainer.overage",), None)
    assert (amendment.about, amendment.amendment, amendment.act) == ("amendments", 1, Act.SIGN_OR_RECORD)
    with pytest.raises(TermsNotSigned) as refused:
        refuse_unsigned([terms])
    assert refused.value.departures == (terms,)


def test_what_was_signed_and_is_not_in_the_journal_is_named(agreed: EvidenceStore) -> None:
    engagement = read(WITHOUT_JOURNAL, "harbourline")
    (found,) = departures(engagement, WITHOUT_JOURNAL, agreed)
    assert (found.about, found.act) == ("journal", Act.WRITE_DOWN)
    assert found.reason == "jonas signed the document agreement, and the journal does not say so"
    assert departures(engagement, WITHOUT_JOURNAL, agreed, journal=False) == []
    said = engagement.plus(*unwritten_entries(engagement, agreed))
    assert departures(said, WITHOUT_JOURNAL, agreed) == []
    assert unwritten_entries(said, agreed) == ()


def test_of_an_agreement_alone_nothing_is_said_of_amendments(agreed: EvidenceStore) -> None:
    alone = {"agreement.toml": FILES["agreement.toml"]}
    assert departures(engaged(alone), alone, agreed, amendments=False) == []


def test_evidence_that_is_gone_or_broken_proves_nothing(agreed: EvidenceStore) -> None:
    engagement = engaged(WITHOUT_JOURNAL)
    agreed.replace(Chain(agreed.chain().stored.replace(b"Mara", b"Sven", 1)))
    (broken,) = departures(engagement, WITHOUT_JOURNAL, agreed)
    assert (broken.about, "so nothing proves" in broken.reason) == ("evidence", True)
    agreed.replace(Chain())
    assert departures(engagement, WITHOUT_JOURNAL, agreed) == [], "nothing says that anybody signed"
    agreed.document().write(SEALED, b"%PDF-")
    (gone,) = departures(engagement, WITHOUT_JOURNAL, agreed)
    assert (gone.about, "is gone though" in gone.reason) == ("evidence", True)


def test_a_name_that_is_odd_in_the_terms_is_no_departure(agreed: EvidenceStore) -> None:
    engagement = replace(engaged(WITHOUT_JOURNAL), name="another")
    assert [found.about for found in departures(engagement, WITHOUT_JOURNAL, agreed)] == ["amendments"]
