"""Terms in the sides' own words: printed, numbered, and never against a clause that there is not."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.reading import Problems
from tests.core.clauses.general.special_terms import HOME

Build = Callable[..., Engagement]
TERMS = HOME.terms.replace("communication.meetings", "foundation.term")


def test_a_person_sees_to_what_the_program_cannot(engaged: Build) -> None:
    found = duties(engaged(TERMS), date(2026, 3, 2), date(2026, 3, 1), date(2026, 12, 1))
    assert [str(d.reads) for d in found if "special_terms" in d.id] == ["See to it by hand: A desk"]
    assert [d for d in duties(engaged(TERMS), date(2026, 2, 2)) if "special_terms" in d.id] == []


@pytest.mark.parametrize(
    "path", ["{{ 7*7 }}", "4.9 (Late payment)", "meetings", "communication.", "Foundation.term"]
)
def test_what_is_no_path_is_refused(engaged: Build, path: str) -> None:
    with pytest.raises(Problems, match=r"special_terms\.summer\.changes"):
        engaged(TERMS.replace("foundation.term", path))


def test_findings(engaged: Build) -> None:
    def found(text: str) -> list[str]:
        return [f.id for f in check(engaged(text).agreement) if f.place.startswith("general.special")]

    assert found(TERMS) == []
    assert found(TERMS.replace("foundation.term", "communication.meetings")) == ["CH-GEN-080"]
    assert found(TERMS.replace("foundation.term", "foundation.term.initial")) == []
    manual = TERMS.replace("foundation.term", "foundation.term.initial").replace('"same"', '"manual"')
    assert found(manual) == ["CH-GEN-081"]
