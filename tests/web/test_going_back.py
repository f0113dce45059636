"""The back button, and the same second: what is sent once more, or beside another, is done once and says so."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from html import unescape

from charter.sealing.evidence.inspection import inspect_chain
from charter.web.drafting.actions import import_engagement
from charter.web.drafting.interview_actions import begin_interview
from charter.web.kit.engagements import engagement_in, texts_of
from charter.web.kit.models import EngagementRow, OutboxMail, TermsText
from charter.web.kit.secrets import digits_of
from charter.web.signing.actions import decline, send_code, sign_document
from charter.web.signing.models import Offer, SigningCode, SigningLink
from charter.web.signing.owed import do_what_is_owed
from tests.web.people import Northlight
from tests.web.test_rows import at_once
from tests.web.test_signing import NAMES, Fennel, deal  # noqa: F401 - a fixture

NOTED = {"kind": "hours", "on": "2023-11-03", "by": "mara", "hours": "2 hours", "work": "Imaging"}
TWICE = "if it did happen twice, tell them apart with a note"


def entries(row: EngagementRow) -> int:
    return len(engagement_in(EngagementRow.objects.get(pk=row.pk)).journal.entries)


def test_an_entry_that_is_sent_again_is_not_recorded_again(nl: Northlight) -> None:
    mara, before = nl.browser("mara"), entries(nl.harbourline)
    assert mara.post(f"{nl.client}record/hours/", **NOTED).status_code == 302
    again = mara.post(f"{nl.client}record/hours/", **NOTED)
    assert again.status_code == 422
    assert TWICE in unescape(again.content.decode())
    words = {"entry": "2h tests of scanners @harbourline"}
    assert mara.post(nl.home, **words).status_code in {200, 302}
    mara.post(nl.home, **words)
    assert entries(nl.harbourline) == before + 2


def test_terms_that_are_kept_again_make_no_version_more_and_an_older_page_undoes_nothing(
    nl: Northlight,
) -> None:
    row = Fennel(nl).row
    mara, page = nl.browser("mara"), f"{nl.home}e/{row.slug}/terms/"
    written = bytes(TermsText.objects.get(engagement=row).source).decode()
    for text, base, versions in (
        (written.replace("48 hours", "50 hours"), "1", 2),
        (written.replace("48 hours", "50 hours"), "1", 2),
        (written, "1", 2),
    ):
        mara.post(page, do="keep", source=text, base=base)
        assert TermsText.objects.filter(engagement=row).count() == versions
    latest = bytes(TermsText.objects.filter(engagement=row).latest("n").source).decode()
    assert "50 hours" in latest


def test_what_is_put_forward_again_is_put_forward_once(nl: Northlight, deal: Fennel) -> None:  # noqa: F811
    mara = nl.browser("mara")
    mara.post(deal.page, do="offer", amendment="0")
    do_what_is_owed()
    assert Offer.objects.count() == 1
    assert OutboxMail.objects.filter(template="sign").count() == 1


def test_a_signer_who_goes_back_finds_that_they_have_signed(deal: Fennel) -> None:  # noqa: F811
    aoife = deal.sign("aoife")
    for address, told in (
        ("/sign/give/", {"name": NAMES["aoife"], "code": "123456", "consent": "on"}),
        ("/sign/decline/", {"reason": "I had doubts.", "code": "123456"}),
        ("/sign/hand-on/", {"code": "123456"}),
    ):
        again = aoife.post(address, **told)
        assert again.status_code == 302 or "You signed on" in again.content.decode(), address
    assert "You signed on" in aoife.text("/sign/")
    assert [link.kind for link in deal.store.chain()].count("signed") == 1


def test_an_interview_that_was_written_is_not_written_again(nl: Northlight) -> None:
    mara, row = nl.browser("mara"), begin_interview(nl.workspace, "DE", "mara")
    page = f"{nl.home}interviews/{row.pk}/"
    mara.post(page, q="kind", do="next", option="embedded")
    mara.post(page, q="client", do="next", name="Elbkai Spedition GmbH", country="DE")
    for status in (302, 404):
        assert mara.post(page, do="write").status_code == status
    assert EngagementRow.objects.filter(title="Elbkai Spedition GmbH").count() == 1


def test_of_two_signers_in_the_same_second_both_have_signed(deal: Fennel) -> None:  # noqa: F811
    """Those of one document sign in turn, so two in one second sign two documents of one workspace."""
    other = Fennel(deal.nl, name="Marrow & Pine")
    other.put_forward()
    both, links = [deal, other], SigningLink.objects.select_related("offer__engagement__workspace")
    found = [links.get(offer__engagement=each.row) for each in both]
    for link in found:
        send_code(link)
    codes = [digits_of(SigningCode.objects.get(link=link).pk) for link in found]
    came = at_once(lambda n: sign_document(found[n], NAMES["aoife"], codes[n]), 2)
    assert [each for each in came if isinstance(each, Exception)] == []
    for each in both:
        assert [link.kind for link in each.store.chain()].count("signed") == 1
        assert inspect_chain(each.store.chain()) == []


def test_a_signer_who_signs_and_declines_at_once_did_one_of_both(deal: Fennel) -> None:  # noqa: F811
    link = SigningLink.objects.select_related("offer__engagement__workspace").get()
    send_code(link)
    code = digits_of(SigningCode.objects.latest("pk").pk)
    acts: list[Callable[[], object]] = [
        lambda: sign_document(link, NAMES["aoife"], code),
        lambda: decline(link, "We found somebody else.", code),
    ]
    came = at_once(lambda n: acts[n](), 2)
    assert sorted(isinstance(each, Exception) for each in came) == [False, True]
    kinds = [each.kind for each in deal.store.chain()]
    assert kinds.count("signed") + kinds.count("declined") == 1
    assert inspect_chain(deal.store.chain()) == []


def test_a_number_that_is_a_formula_is_none_in_the_csv_of_an_account(nl: Northlight) -> None:
    files = texts_of(nl.harbourline)
    for name in ("agreement.toml", "journal.toml"):
        files[name] = (
            files[name]
            .replace(b"NL-2023-", b"=HYPERLINK-2023-")
            .replace(b"NL-{year}-{n}", b"=HYPERLINK-{year}-{n}")
        )
    row = import_engagement(nl.workspace, "formulas", files, "mara")
    text = nl.browser("mara").text(f"{nl.home}e/{row.slug}/statement.csv")
    cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
    assert any("=HYPERLINK-2023-" in cell for cell in cells)
    assert [cell for cell in cells if cell[:1] in {"=", "+", "@"}] == []
