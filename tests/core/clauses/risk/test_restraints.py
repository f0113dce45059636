"""Restraints: their last days, what they cost, and those that a law strikes out."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.billing import charges
from charter.core.changes import apply
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.change import Change
from tests.core.journal import entry, notice

Build = Callable[..., Engagement]

CITE = "risk.restraints"
RIVALS = f'[{CITE}.non_compete]\nlasts = "6 months"\nrivals = ["Tidewater"]\ncompensation = "EUR 6000.00"\n'
STAFF = f'[{CITE}.staff]\nlasts = "6 months"\nmutual = true\n'
CUSTOMERS = f'[{CITE}.customers]\nlasts = "6 months"\nmutual = true\nonly_those_met = true\n'
MET = f'[{CITE}.introductions]\nprotects = "consultant"\nlasts = "12 months"\ncompensation = "EUR 5000.00"\n'
LEAVE = '[exit.termination]\nclient = { notice = "30 days" }\nconsultant = { notice = "30 days" }\ninsolvency = false\n'
LEFT = notice("termination", "2026-06-10")  # the last day is 10 July
OVER = entry("passed over", "2026-05-05", "jonas", id="quillmere", side="client", whom="Quillmere Ltd")


def test_each_ban_has_its_last_day(engaged: Build) -> None:
    found = duties(
        engaged(RIVALS + STAFF + CUSTOMERS + LEAVE, LEFT), date(2026, 7, 20), until=date(2027, 12, 31)
    )
    assert {d.id.split("/", 1)[1]: (str(d.by), d.due) for d in found if d.id.startswith(CITE)} == {
        "until/non_compete": ("consultant", date(2027, 1, 10)),
        "until/staff": ("both", date(2027, 1, 10)),
        "until/customers": ("both", date(2027, 1, 10)),
    }


def test_each_whole_month_without_rivals_is_paid(engaged: Build) -> None:
    engagement = engaged(RIVALS + LEAVE, LEFT)
    found = [(c.on, c.minor) for c in charges(engagement, date(2027, 6, 1))]
    assert found == [
        (date(2026, month, 11) if month <= 12 else date(2027, 1, 11), 600000) for month in range(8, 14)
    ]
    assert len(charges(engagement, date(2026, 9, 10))) == 1
    unpaid = RIVALS.replace('compensation = "EUR 6000.00"\n', "")
    assert list(charges(engaged(unpaid + LEAVE, LEFT), date(2027, 6, 1))) == []


@pytest.mark.parametrize(
    ("protects", "side", "minor", "told"),
    [
        ("consultant", "client", [500000], 0),
        ("consultant", "consultant", [], 1),
        ("client", "consultant", [-500000], 0),
        ("client", "client", [], 1),
    ],
)
def test_who_passes_the_other_over_pays(
    engaged: Build, protects: str, side: str, minor: list[int], told: int
) -> None:
    by = "jonas" if side == "client" else "mara"
    over = entry("passed over", "2026-05-05", by, side=side, whom="Quillmere Ltd")
    engagement = engaged(MET.replace('"consultant"', f'"{protects}"'), over)
    assert [c.minor for c in charges(engagement, date(2026, 6, 1))] == minor
    assert len(list(without_effect(engagement, date(2026, 6, 1)))) == told


@pytest.mark.parametrize(("most", "minor"), [("", [500000] * 3), ("EUR 12000.00", [500000, 500000, 200000])])
def test_passing_over_costs_no_more_than_the_most_of_all(engaged: Build, most: str, minor: list[int]) -> None:
    over = "".join(
        entry("passed over", f"2026-05-0{day}", "jonas", side="client", whom=f"Firm {day}")
        for day in (5, 6, 7)
    )
    engagement = engaged(MET + (f'most = "{most}"\n' if most else ""), over)
    assert [c.minor for c in charges(engagement, date(2026, 6, 1))] == minor


@pytest.mark.parametrize(
    ("law", "terms", "findings"),
    [
        ("DE", RIVALS + STAFF + CUSTOMERS + MET, set()),
        ("US-CA", RIVALS, {"CH-RSK-061"}),
        ("US-CA", STAFF, {"CH-RSK-061"}),
        ("US-CA", CUSTOMERS, {"CH-RSK-061"}),
        ("US-CA", MET, set()),
        ("US-MN", RIVALS, {"CH-RSK-061"}),
        ("US-MN", STAFF, set()),
        ("US-WY", RIVALS, {"CH-RSK-061"}),
        ("US-OK", RIVALS, {"CH-RSK-061"}),
        ("US-OK", STAFF, set()),
        ("US-MA", RIVALS, set()),
        ("US-MA", RIVALS.replace('"6 months"', '"13 months"'), {"CH-RSK-063", "CH-RSK-064"}),
        ("US-TX", RIVALS, set()),
        ("GB-ENG", RIVALS, set()),
        ("US-NY", RIVALS, set()),
        ("DE", RIVALS.replace('compensation = "EUR 6000.00"\n', ""), {"CH-RSK-062"}),
        ("GB-ENG", RIVALS.replace('compensation = "EUR 6000.00"\n', ""), set()),
        ("DE", RIVALS.replace('"6 months"', '"25 months"'), {"CH-RSK-063", "CH-RSK-064"}),
        ("GB-ENG", STAFF.replace('"6 months"', '"13 months"'), {"CH-RSK-064"}),
        ("GB-ENG", STAFF.replace("mutual = true", "mutual = false"), {"CH-RSK-065"}),
        ("GB-ENG", CUSTOMERS.replace("only_those_met = true", "only_those_met = false"), {"CH-RSK-066"}),
    ],
)
def test_findings(engaged: Build, law: str, terms: str, findings: set[str]) -> None:
    agreement = apply(engaged(terms).agreement, [Change("general.law.governing", None, law)])
    assert {f.id for f in check(agreement) if f.id.startswith("CH-RSK")} == findings


def test_nothing_forbidden_is_refused(engaged: Build) -> None:
    with pytest.raises(ValueError, match="nothing is forbidden"):
        engaged(f'[{CITE}]\nholding_up_to = "3 %"\n')
    with pytest.raises(ValueError, match="a restraint is 3 years at most"):
        engaged(STAFF.replace('"6 months"', '"37 months"'))
