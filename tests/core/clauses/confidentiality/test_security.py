"""Security: incidents are told, measures confirmed each year, and access ends when the work does."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from tests.core.journal import entry, notice

Build = Callable[..., Engagement]

CITE = "confidentiality.security"
GUARDED = f"""
[{CITE}]
disk_encryption = true
mfa = true
least_privilege = true
updates_within = "14 days"
tell_within = "24 hours"
access_removed_within = "2 business days"
confirmed_yearly = true
"""
LEAVE = '[exit.termination]\nclient = { notice = "30 days" }\nconsultant = { notice = "30 days" }\ninsolvency = false\n'
LEFT = notice("termination", "2026-06-10")  # the last day is 10 July


def owed(
    engagement: Engagement, today: date, until: date = date(2026, 12, 31)
) -> dict[str, tuple[str, date | None]]:
    due = duties(engagement, today, until=until)
    return {d.id.split("/", 1)[1]: (str(d.by), d.due) for d in due if d.id.startswith(CITE)}


def test_all_access_ends_with_the_work(engaged: Build) -> None:
    assert owed(engaged(GUARDED + LEAVE, LEFT), date(2026, 7, 1)) == {
        "remind": ("consultant", date(2026, 7, 10)),
        "remove": ("client", date(2026, 7, 14)),
    }
    gone = entry("access removed", "2026-07-13", "jonas")
    due = duties(engaged(GUARDED + LEAVE, LEFT + gone), date(2026, 7, 13), until=date(2026, 12, 31))
    assert [d.met for d in due if d.id == f"{CITE}/remove"] == [date(2026, 7, 13)]
    assert owed(engaged(GUARDED + LEAVE), date(2026, 7, 1)) == {}


def test_an_incident_is_told_within_hours(engaged: Build) -> None:
    lost = entry("incident", "2026-05-08", id="laptop", what="A laptop was stolen")
    assert owed(engaged(GUARDED, lost), date(2026, 5, 8)) == {"tell/laptop": ("consultant", date(2026, 5, 9))}


def test_measures_are_confirmed_on_each_day_of_the_start(engaged: Build) -> None:
    years = owed(engaged(GUARDED), date(2026, 3, 1), date(2028, 4, 1))
    assert years == {
        "confirm/2027-03-01": ("consultant", date(2027, 3, 1)),
        "confirm/2028-03-01": ("consultant", date(2028, 3, 1)),
    }
    assert (
        owed(engaged(GUARDED.replace("confirmed_yearly = true", "")), date(2026, 3, 1), date(2028, 4, 1))
        == {}
    )


@pytest.mark.parametrize(
    ("old", "new", "form", "finding"),
    [
        ("", "", "one-person company", None),
        ("mfa = true", "mfa = false", "one-person company", "CH-CNF-020"),
        ("least_privilege = true", "least_privilege = false", "one-person company", "CH-CNF-020"),
        ("disk_encryption = true", "disk_encryption = false", "one-person company", "CH-CNF-020"),
        ('"2 business days"', '"8 days"', "one-person company", "CH-CNF-021"),
        ('"2 business days"', '"7 days"', "one-person company", None),
        ("mfa = true", "mfa = true\nmanaged_device = true", "one-person company", "CH-CNF-022"),
        ("mfa = true", "mfa = true\nmanaged_device = true", "company", None),
    ],
)
def test_findings(engaged: Build, old: str, new: str, form: str, finding: str | None) -> None:
    agreement = engaged(GUARDED.replace(old, new)).agreement
    parties = agreement.foundation.parties
    consultant = parties.consultant.model_copy(update={"form": type(parties.consultant.form)(form)})
    foundation = agreement.foundation.model_copy(
        update={"parties": parties.model_copy(update={"consultant": consultant})}
    )
    agreement = agreement.model_copy(update={"foundation": foundation})
    told = [f for f in check(agreement) if f.id.startswith("CH-CNF")]
    assert [f.id for f in told] == ([finding] if finding else [])
    for found in told:
        assert finding not in {f.id for f in check(apply(agreement, list(found.mend)))}
