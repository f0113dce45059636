"""What the check calls an error is signed and sealed only with words on why, which are recorded and printed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from charter.core.document import tree
from charter.core.reading import read
from charter.formats import html, markdown
from charter.sealing.signing import ceremony, soundness
from charter.sealing.signing.ceremony import conclude, give, prepare
from charter.sealing.signing.seal_document import seal_document
from charter.sealing.signing.sign import NotSigned, Signature
from charter.sealing.signing.soundness import StillOpen, UnsoundTerms
from charter.sealing.verification.pdf_file import open_pdf
from charter.sealing.verification.reproduce import enclosed
from charter.sealing.verification.verify import verify
from tests.sealing.memory_store import MemoryStore
from tests.sealing.signing.test_amended_words import AGREEMENT, SIGNERS

if TYPE_CHECKING:
    from charter.core.engagement import Engagement
    from charter.sealing.making.keys import SealingKey
    from charter.sealing.signing.freeze import Frozen

AT = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
DAY = dt.date(2023, 7, 17)
WHY = "Harbourline asked for three months, and Mara knows that the law allows two."


def engaged(old: str = "", new: str = "") -> Engagement:
    text = AGREEMENT.decode()
    assert old in text
    return read({"agreement.toml": text.replace(old, new).encode()}, "harbourline")


def unsound() -> Engagement:
    """Ninety days to pay are more than the law of Germany lets anybody agree on."""
    return engaged('due_after = "14 days"', 'due_after = "90 days"')


def sign_all(frozen: Frozen, store: MemoryStore) -> None:
    for who, name in SIGNERS.items():
        give(frozen, Signature(who, "typed", name, AT, "passport", ceremony.CONSENT, frozen.digest), store)


def test_sound_terms_are_put_forward_without_a_word() -> None:
    prepared = prepare(engaged(), MemoryStore(), on=DAY)
    assert prepared.frozen.document.remarks == ()


def test_an_error_keeps_the_terms_from_being_put_forward() -> None:
    with pytest.raises(
        UnsoundTerms, match=r"CH-FIN-040 in financials\.payment\.due_after: .*why it is signed"
    ):
        prepare(unsound(), MemoryStore(), on=DAY)


def test_what_is_still_open_is_signed_for_no_reason() -> None:
    awaits = engaged('address = "Kaistrasse 1, 20457 Hamburg"', 'address = "to be given by the client"')
    for despite in ("", WHY):
        with pytest.raises(StillOpen, match=r"^1 term is yet to be said, so nobody can sign: write each"):
            prepare(awaits, MemoryStore(), on=DAY, despite=despite)


def test_what_is_still_open_is_a_list_by_who_has_to_say_it() -> None:
    """One line for each term, with what it asks for; the act comes first, in the words of the door."""
    text = AGREEMENT.decode().replace('"Kaistrasse 1, 20457 Hamburg"', '"to be given by the client"')
    text = text.replace('"mara@northlight.example"', '"consultant@to-be-given.invalid"')
    with pytest.raises(StillOpen) as refused:
        prepare(read({"agreement.toml": text.encode()}, "harbourline"), MemoryStore(), on=DAY)
    assert refused.value.with_act("write each").splitlines() == [
        "2 terms are yet to be said, so nobody can sign: write each",
        "the client:",
        "  foundation.parties.client.address: The address for letters.",
        "the consultant:",
        "  foundation.parties.people.mara.email: Where messages reach the person.",
    ]


@pytest.mark.parametrize("words", ["\u202e", "x" * 5000])
def test_words_that_cannot_be_printed_are_none(words: str) -> None:
    with pytest.raises(NotSigned, match="the words on why it is signed all the same"):
        prepare(unsound(), MemoryStore(), on=DAY, despite=f"it is so {words}")


def test_with_a_reason_it_is_signed_and_the_reason_is_printed_and_recorded(key: SealingKey) -> None:
    store = MemoryStore()
    prepared = prepare(unsound(), store, on=DAY, despite=WHY)
    [remark] = prepared.frozen.document.remarks
    assert "CH-FIN-040" in remark
    assert remark.endswith(f"The reason: {WHY}")
    assert remark in html.render(prepared.frozen.document)
    assert "Despite errors it is signed" in markdown.render(prepared.frozen.document)
    conclude(prepared, store, "mara", AT)
    [offered] = store.chain().find("offered", name="agreement")
    assert offered.what["despite"] == remark
    sign_all(prepared.frozen, store)
    done = seal_document(store, key, AT, by="mara")
    assert verify(done.pdf).terms_match.reason == "reproduced"
    assert "despite" not in next(store.chain().find("sealed")).what, "it was told above the signatures"


def test_an_error_that_is_found_only_later_is_told_on_the_seal(
    key: SealingKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later release may know of an error that the one did not that put the document forward."""
    store = MemoryStore()
    with monkeypatch.context() as before:
        before.setattr(ceremony, "errors_in", lambda *_, **__: ())
        prepared = prepare(unsound(), store, on=DAY)
    conclude(prepared, store, "mara", AT)
    sign_all(prepared.frozen, store)
    with pytest.raises(UnsoundTerms):
        seal_document(store, key, AT, by="mara")
    done = seal_document(store, key, AT, by="mara", despite=WHY)
    document = getattr(enclosed(open_pdf(done.pdf)), "document", None)
    assert isinstance(document, tree.Document)
    [remark] = document.seal_remarks
    assert remark.startswith("Despite errors it is sealed. The check finds CH-FIN-040")
    assert next(store.chain().find("sealed")).what["despite"] == remark
    assert verify(done.pdf).terms_match.reason == "reproduced"


def test_terms_that_this_release_cannot_read_are_not_checked() -> None:
    assert soundness.errors_in_text("none = 1", DAY) == ()


def test_an_agreement_put_forward_after_its_date_says_so_above_the_signatures() -> None:
    later = prepare(engaged(), MemoryStore(), on=dt.date(2026, 3, 4)).frozen.document
    said = "Put forward for signing on 4 March 2026. It is effective as of 17 July 2023, an earlier day."
    assert later.remarks == (said,)
    assert said in html.render(later)
    assert prepare(engaged(), MemoryStore()).frozen.document.remarks == ()
