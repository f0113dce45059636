"""Data protection: the whole of article 28 (3), what a breach brings about, and data that go where nothing allows it."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.document import tree
from charter.core.document.assembly import document
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.change import Change
from tests.core.clauses.confidentiality.data_protection import HOME
from tests.core.journal import entry, notice

Build = Callable[..., Engagement]

CITE = "confidentiality.data_protection"
DATA = HOME.terms
NONE = f'[{CITE}]\nrole = "none"\nbreach_within = "24 hours"\ndelete_within = "30 days"\n'
LEAVE = '[exit.termination]\nclient = { notice = "30 days" }\nconsultant = { notice = "30 days" }\ninsolvency = false\n'
LEFT = notice("termination", "2026-06-10")  # the last day is 10 July


def owed(engagement: Engagement, today: date) -> dict[str, tuple[str, str, date | None, date | None]]:
    due = duties(engagement, today, until=date(2026, 12, 31))
    return {
        d.id.split("/", 1)[1]: (str(d.force), str(d.by), d.due, d.met) for d in due if d.id.startswith(CITE)
    }


def letters(engagement: Engagement) -> dict[str, str]:
    (found,) = [s for s in tree.sections(document(engagement.agreement)) if s.cite == CITE]
    tables = [block for block in found.blocks if isinstance(block, tree.Table)]
    rows = [row for table in tables for row in table.rows if len(row) == 2]
    return {tree.plain(row[0]): tree.plain(row[1]) for row in rows}


@pytest.mark.parametrize(
    ("letter", "words"),
    [
        ("(a)", "only on documented instructions of the Client, transfers abroad included"),
        ("(b)", "promised secrecy or owe it by law"),
        ("(c)", "article 32"),
        ("(d)", "binds it in writing to the same duties"),
        ("(e)", "answer people who use their rights"),
        ("(f)", "articles 32 to 36"),
        ("(g)", "deletes or returns all data at the end, as the Client chooses"),
        ("(h)", "tells the Client at once if an instruction breaks the law"),
    ],
)
def test_a_processor_does_all_that_article_28_asks_for(engaged: Build, letter: str, words: str) -> None:
    assert words in letters(engaged(DATA))[letter]
    assert letters(engaged(NONE)) == {}


def test_the_first_sentence_of_article_28_is_said(engaged: Build) -> None:
    said = letters(engaged(DATA))
    assert said["Data"] == "names and addresses"
    assert said["People concerned"] == "customers and staff"
    assert said["Subject"] == "the work on the booking platform"
    assert said["Nature and purpose"] == "reading and testing, for finding faults"
    assert said["Duration"].startswith(
        "from the Start Date until they are deleted, 30 days after the Last Day"
    )


@pytest.mark.parametrize("name", ["subject", "nature", "purpose", "kinds", "people", "places"])
def test_who_handles_data_says_what_and_why(engaged: Build, name: str) -> None:
    lines = [line for line in DATA.splitlines() if not line.startswith(f"{name} = ")]
    with pytest.raises(ValueError, match=f'role = "processor" needs more: say {name}'):
        engaged("\n".join(lines))


def test_a_breach_is_told_within_hours_and_data_are_deleted_at_the_end(engaged: Build) -> None:
    breach = entry("data breach", "2026-05-08", id="laptop", what="A laptop was lost")  # a Friday
    found = owed(engaged(DATA + LEAVE, breach + LEFT), date(2026, 7, 20))
    assert found["tell/laptop"] == ("must", "consultant", date(2026, 5, 9), None)
    assert found["delete"] == ("must", "consultant", date(2026, 8, 10), None)  # the 9th is a Sunday
    told = entry("reminded", "2026-05-08", of=f"{CITE}/tell/laptop")
    assert owed(engaged(DATA, breach + told), date(2026, 5, 8))["tell/laptop"][3] == date(2026, 5, 8)
    gone = entry("data deleted", "2026-07-16")
    assert owed(engaged(DATA + LEAVE, LEFT + gone), date(2026, 7, 20))["delete"][3] == date(2026, 7, 16)
    assert list(owed(engaged(NONE + LEAVE, breach + LEFT), date(2026, 7, 20))) == ["tell/laptop"]


def test_the_client_may_object_to_a_new_company(engaged: Build) -> None:
    new = entry("processor named", "2026-05-05", id="backups", company="Backupia SAS")
    assert owed(engaged(DATA, new), date(2026, 5, 6)) == {
        "object/backups": ("may", "client", date(2026, 5, 19), None)
    }
    fixed = engaged(DATA.replace('objection = "14 days"\n', ""), new)
    assert owed(fixed, date(2026, 5, 6)) == {}
    assert len(list(without_effect(fixed, date(2026, 5, 6)))) == 1


@pytest.mark.parametrize(
    ("terms", "finding"),
    [
        (DATA, None),
        (NONE, None),
        (DATA.replace('"24 hours"', '"72 hours"'), "CH-CNF-010"),
        (DATA.replace('"24 hours"', '"48 hours"'), None),
        (DATA.replace('transfers = "standard clauses"\n', ""), "CH-CNF-011"),
        (
            DATA.replace('transfers = "standard clauses"\n', "").replace(
                '["DE", "US"]', '["DE", "GB", "NO"]'
            ),
            None,
        ),
        (DATA.replace('["DE", "US"]', '["FR"]'), "CH-CNF-012"),
        (DATA.replace('objection = "14 days"\n', ""), "CH-CNF-013"),
        (DATA.replace('role = "processor"', 'role = "controller"'), "CH-CNF-014"),
        (NONE + 'subject = "the work"\n', "CH-CNF-015"),
        (NONE + 'audit = "visit"\n', "CH-CNF-016"),
    ],
)
def test_findings(engaged: Build, terms: str, finding: str | None) -> None:
    agreement = engaged(terms).agreement
    told = [f for f in check(agreement) if f.id.startswith("CH-CNF")]
    assert [f.id for f in told] == ([finding] if finding else [])
    for found in told:
        assert not found.mend or finding not in {f.id for f in check(apply(agreement, list(found.mend)))}


def test_a_breach_that_the_authority_hears_first_is_refused(engaged: Build) -> None:
    with pytest.raises(ValueError, match="a time to tell of a breach is 72 hours at most"):
        engaged(DATA.replace('"24 hours"', '"73 hours"'))


def test_measures_of_security_are_named_where_they_are_agreed(engaged: Build) -> None:
    agreement = apply(engaged(DATA).agreement, [Change("general.law.governing", None, "GB-ENG")])
    assert letters(Engagement(agreement))["(c)"] == "takes the measures of security that article 32 asks for"
