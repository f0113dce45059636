"""A signed engagement of schema 1, as the commands of its time made it: read, checked and verified for ever.

`1/wexcombe` was written when people stood under the parties, as signatories and contacts, when entries named who did
it in full, and when signatures and evidence named an address. Never write it anew.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from charter.core.agreement import Agreement
from charter.core.billing import statement
from charter.core.check import check
from charter.core.engagement import Engagement
from charter.core.reading import Problems, engagement_of, read, read_agreement, write
from charter.core.reading.syntax import parse_text
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.dates import Hours
from charter.core.vocabulary.entry import Worked
from charter.core.vocabulary.party import Side, of_side, signatories
from charter.core.vocabulary.signing import Signed
from charter.folder import append_entries, engagement_texts, load
from charter.sealing.evidence.folder_store import FolderStore
from charter.sealing.evidence.inspection import inspect_chain
from charter.sealing.evidence.reconciliation import Books, discrepancies
from charter.sealing.signing import ceremony
from charter.sealing.signing.signed_terms import departures
from charter.sealing.verification.verify import verify

WEXCOMBE = Path(__file__).parent / "1" / "wexcombe"
LATER = date(2025, 6, 15)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy that may be written to."""
    return Path(shutil.copytree(WEXCOMBE, tmp_path / "wexcombe"))


def test_its_people_have_keys_and_what_they_might_do_before() -> None:
    people = load(WEXCOMBE).agreement.foundation.parties.people
    assert list(of_side(people, Side.CLIENT)) == ["ada", "finance"]
    assert list(signatories(people, Side.CLIENT)) == ["ada"]
    assert people["finance"].name == "Theo Marl"
    assert people["finance"].may == ("give notices", "accept", "approve costs", "dispute")


def test_its_amendment_changes_the_same_people_by_their_new_paths() -> None:
    agreement = load(WEXCOMBE).in_force(date(2025, 5, 1))
    people = agreement.foundation.parties.people
    assert people["ada"].title == "Chair"
    assert (people["warehouse"].name, people["warehouse"].side) == ("Brin Oxley", Side.CLIENT)
    assert list(people) == ["ada", "finance", "noor", "warehouse"]


def test_its_entries_name_keys_and_all_of_them_count() -> None:
    engagement = load(WEXCOMBE)
    assert [entry.by for entry in engagement.journal.entries if not isinstance(entry, Signed)] == [
        "noor", "ada", "noor", "finance", "noor", "warehouse", "ada",
    ]  # fmt: skip
    assert list(without_effect(engagement, LATER)) == []
    assert statement(engagement, LATER).balance == 0
    assert "CH-FND-008" not in {found.id for found in check(engagement.agreement)}


def test_what_one_side_signed_electronically_is_not_signed_by_both(folder: Path) -> None:
    (folder / "amendments" / "1.toml").unlink()
    (folder / "journal.toml").unlink()
    chain = (folder / "evidence.jsonl").read_bytes().splitlines(keepends=True)
    by_ada = next(n for n, line in enumerate(chain, 1) if b'"signed"' in line)
    (folder / "evidence.jsonl").write_bytes(b"".join(chain[:by_ada]))
    engagement = load(folder)
    assert [str(stands.reads) for stands in engagement.open][:1] == ["the consultant has yet to sign"]
    assert engagement.is_draft(LATER)
    (folder / "evidence.jsonl").write_bytes(b"no link\n" + b"".join(chain))
    assert load(folder).open == ()


def test_without_evidence_it_was_signed_on_paper(folder: Path) -> None:
    (folder / "evidence.jsonl").unlink()
    assert load(folder).open == ()


def test_reading_touches_no_file(folder: Path) -> None:
    load(folder)
    assert {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()} == {
        p.relative_to(WEXCOMBE): p.read_bytes() for p in WEXCOMBE.rglob("*") if p.is_file()
    }


def test_its_terms_are_those_signed_and_its_chain_holds(folder: Path) -> None:
    engagement, store = load(folder), FolderStore(folder)
    assert inspect_chain(store.chain()) == []
    assert departures(engagement, engagement_texts(folder), store) == []
    for amendment in (0, 1):
        prepared = ceremony.prepare(engagement, store, amendment)
        assert prepared.found
    signed = store.document().read("agreement.toml")
    assert discrepancies(Books.of(engagement, engagement_texts(folder), signed=signed), store.chain()) == []


def test_a_term_changed_since_is_found(folder: Path) -> None:
    path = folder / "agreement.toml"
    path.write_text(path.read_text("utf-8").replace("GBP 4,000.00", "GBP 5,000.00"), "utf-8")
    (found,) = departures(load(folder), engagement_texts(folder), FolderStore(folder), amendments=False)
    assert found.terms == ("financials.retainer.amount",)


@pytest.mark.parametrize("signed", ["signing", "signing/amendment-1"])
def test_its_sealed_files_verify(signed: str) -> None:
    verdict = verify(
        (WEXCOMBE / signed / "sealed.pdf").read_bytes(), evidence=(WEXCOMBE / "evidence.jsonl").read_bytes()
    )
    assert verdict.intact.holds
    assert verdict.chain.holds
    assert verdict.terms_match.holds is not False, verdict.terms_match.says


def test_a_new_entry_by_key_may_stand_below_old_ones(folder: Path) -> None:
    more = Worked(on=date(2025, 6, 2), by="noor", hours=Hours(3600), work="Plans")
    append_entries(folder, [more])
    assert [e for e in load(folder).journal.entries if not isinstance(e, Signed)][-1] == more


def test_what_is_written_of_it_is_of_the_present_schema() -> None:
    engagement = load(WEXCOMBE)
    text = write(engagement.agreement)
    assert text.startswith("charter.schema = 2\n")
    assert read_agreement(text) == engagement.agreement
    old = (WEXCOMBE / "agreement.toml").read_text("utf-8")
    assert write(engagement.agreement, onto=old) == old
    amended = engagement.in_force(date(2025, 5, 1))
    assert write(amended, onto=old) == write(amended)


# ── every way in which an amendment could change people ────────────────────────────────────────

TIM = '{ name = "Tim Ashe", title = "Clerk", email = "tim@wexcombe.example" }'
ADA = '{ name = "Ada Fenn", title = "Managing Director", email = "ada@wexcombe.example" }'
THEO = '{ name = "Theo Marl", title = "Head of Finance", email = "theo@wexcombe.example" }'
PARTY = 'name = "Wexcombe Freight Ltd", form = "company", address = "4 Granary Row, Ipswich", country = "GB", size = "medium"'
CONSULTANT = (
    '{ name = "Larkhill Systems Ltd", form = "one-person company", address = "9 Orchard Lane, Norwich",'
    ' country = "GB", signatories = { noor = { name = "Noor Castell", title = "Director",'
    ' email = "noor@larkhill.example" } } }'
)
CLIENT = f"{{ {PARTY}, signatories = {{ ada = {ADA} }}, contacts = {{ finance = {THEO} }} }}"
NEW = f"{{ {PARTY}, signatories = {{ ada = {ADA}, tim = {TIM} }}, contacts = {{ finance = {THEO} }} }}"
TERM = "{ starts = 2025-03-03 }"


def amended(*changes: tuple[str, str | None, str | None]) -> Agreement:
    """Amend the engagement as schema 1 would have."""
    text = 'number = 1\ntitle = "People"\nsigned = 2025-04-14\neffective = 2025-05-01\n'
    for path, before, after in changes:
        text += f'[[change]]\npath = "foundation.{path}"\n'
        text += f"from = {before}\n" if before else ""
        text += f"to = {after}\n" if after else ""
    files = {"agreement.toml": (WEXCOMBE / "agreement.toml").read_bytes(), "amendments/1.toml": text.encode()}
    return read(files).in_force(date(2025, 5, 1))


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("parties.client.signatories.tim", None, TIM),
        ("parties.client.signatories", f"{{ ada = {ADA} }}", f"{{ ada = {ADA}, tim = {TIM} }}"),
        ("parties.client", CLIENT, NEW),
        (
            "parties",
            f"{{ client = {CLIENT}, consultant = {CONSULTANT} }}",
            f"{{ client = {NEW}, consultant = {CONSULTANT} }}",
        ),
    ],
)
def test_a_signatory_may_come_by_a_change_of_any_table(path: str, before: str | None, after: str) -> None:
    found = amended((path, before, after))
    assert sorted(signatories(found.foundation.parties.people, Side.CLIENT)) == ["ada", "tim"]
    assert found.foundation.parties.people["finance"].name == "Theo Marl"


def test_a_whole_part_may_change() -> None:
    parties = f"parties = {{ client = {CLIENT}, consultant = {CONSULTANT} }}"
    later = parties.replace(CLIENT, NEW)
    found = amended(("parties.client.size", '"medium"', '"large"'))
    assert found.foundation.parties.client.size == "large"
    text = f"{{ {parties}, term = {TERM} }}", f"{{ {later}, term = {TERM} }}"
    values = {
        "path": "foundation",
        "from": parse_text(f"a = {text[0]}", "a.toml")["a"],
        "to": parse_text(f"a = {text[1]}", "a.toml")["a"],
    }
    whole = parse_text((WEXCOMBE / "agreement.toml").read_text("utf-8"), "agreement.toml")
    amendment = {
        "number": 1,
        "title": "All",
        "signed": "2025-04-14",
        "effective": "2025-05-01",
        "change": [values],
    }
    engagement = engagement_of(
        whole,
        [amendment],
        [{"kind": "hours", "on": "2025-03-04", "by": "Noor Castell", "hours": "1 hour", "work": "x"}],
    )
    assert "tim" in engagement.in_force(date(2025, 5, 1)).foundation.parties.people
    assert engagement.journal.entries[0].by == "noor"


def test_a_contact_may_become_a_signatory_and_leave() -> None:
    found = amended(
        ("parties.client.contacts.finance", THEO, None), ("parties.client.signatories.finance", None, THEO)
    )
    assert list(signatories(found.foundation.parties.people, Side.CLIENT)) == ["ada", "finance"]
    with pytest.raises(Problems, match="there is no person 'finance'"):
        amended(("parties.client.contacts.finance", THEO, None))  # he reviews a deliverable


def test_what_fits_no_table_is_told_as_ever() -> None:
    with pytest.raises(Problems, match=r"no term is called foundation\.parties\.client\.contracts"):
        amended(("parties.client.contracts", None, '"x"'))
    with pytest.raises(Problems, match="change"):
        read(
            {
                "agreement.toml": (WEXCOMBE / "agreement.toml").read_bytes(),
                "amendments/1.toml": b'number = 1\nchange = "x"\n',
            }
        )
    for odd in (
        "foundation = 1\n",
        "charter.schema = 1\nfoundation = 1\n",
        "[foundation]\nparties = 1\n",
        "[foundation.parties]\nclient = 1\n[foundation.parties.consultant]\nsignatories = 1\n",
        "[foundation.parties.client]\nsignatories.ada = 1\n",
    ):
        with pytest.raises(Problems):
            read({"agreement.toml": odd.encode()})


def test_an_author_of_no_name_is_told() -> None:
    entry = '[[entry]]\nkind = "hours"\non = 2025-03-04\nby = "Sven Odd"\nhours = "1 hour"\nwork = "x"\n'
    files = {"agreement.toml": (WEXCOMBE / "agreement.toml").read_bytes(), "journal.toml": entry.encode()}
    with pytest.raises(Problems, match="there is no person 'Sven Odd'"):
        read(files)
    files["journal.toml"] = b"[[entry]]\nby = 1\n"
    with pytest.raises(Problems, match="kind"):
        read(files)
    files["journal.toml"] = b"entry = [1]\n"
    with pytest.raises(Problems, match="no table"):
        read(files)


STANDBY = """
[scope.dependencies]
delay = "day for day"
standby_after = "10 days"
standby_fee = "GBP 300.00"
[scope.dependencies.access]
name = "Access"
due = 2025-04-01
"""


def with_standby(text: str, *amendments: str) -> Engagement:
    agreement = (WEXCOMBE / "agreement.toml").read_text("utf-8")
    files = {f"amendments/{n}.toml": more.encode() for n, more in enumerate(amendments, 1)}
    return read({"agreement.toml": (agreement + text).encode(), **files})


def test_standby_stood_among_the_other_terms() -> None:
    found = with_standby(STANDBY).agreement.scope.dependencies
    assert found is not None
    assert found.standby is not None
    assert (str(found.standby.after), str(found.standby.fee)) == ("10 days", "GBP 300.00")
    assert (found.standby.days, found.standby.warning) == (None, None)


def test_one_term_of_standby_alone_cost_nothing() -> None:
    found = with_standby(STANDBY.replace('standby_after = "10 days"\n', "")).agreement.scope.dependencies
    assert found is not None
    assert found.standby is None


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("scope.dependencies.standby_fee", 'from = "GBP 300.00"\nto = "GBP 400.00"'),
        (
            "scope.dependencies",
            (
                'from = { delay = "day for day", standby_after = "10 days", standby_fee = "GBP 300.00",'
                ' access = { name = "Access", due = 2025-04-01 } }\n'
                'to = { delay = "day for day", standby_after = "10 days", standby_fee = "GBP 400.00",'
                ' access = { name = "Access", due = 2025-04-01 } }'
            ),
        ),
    ],
)
def test_amendments_of_standby_are_read_with_their_paths(path: str, change: str) -> None:
    head = 'number = 1\ntitle = "More"\nsigned = 2025-03-10\neffective = 2025-03-12\n[[change]]\n'
    found = with_standby(STANDBY, f"{head}path = {path!r}\n{change}\n").in_force(date(2025, 3, 12))
    inputs = found.scope.dependencies
    assert inputs is not None
    assert inputs.standby is not None
    assert str(inputs.standby.fee) == "GBP 400.00"
