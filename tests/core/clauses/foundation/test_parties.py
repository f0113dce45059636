"""Who the parties are, and which law that switches on."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.engagement import Engagement
from charter.core.vocabulary.change import Change

Build = Callable[..., Engagement]


def found(engaged: Build, *changes: tuple[str, object]) -> set[str]:
    base = engaged()
    made = [Change(f"foundation.parties.{path}", None, value) for path, value in changes]
    agreement = replace(base, agreement=apply(base.agreement, made)).agreement
    return {f.id for f in check(agreement) if f.place.startswith("foundation.parties")}


def test_two_companies_bring_no_finding(engaged: Build) -> None:
    assert found(engaged) == set()


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (("consultant.name", "HARBOURLINE Logistics GmbH"), "CH-FND-001"),
        (("client.form", "person"), "CH-FND-002"),
        (("consultant.form", "person"), "CH-FND-003"),
        (("client.sector", "financial"), "CH-FND-004"),
        (("client.sector", "health"), "CH-FND-004"),
    ],
)
def test_facts_that_switch_law_on(engaged: Build, change: tuple[str, object], finding: str) -> None:
    assert found(engaged, change) == {finding}


@pytest.mark.parametrize("change", [("client.sector", "public"), ("client.form", "one-person company")])
def test_facts_that_switch_nothing_on(engaged: Build, change: tuple[str, object]) -> None:
    assert found(engaged, change) == set()
