"""CH-FIN-014 and 015: hours that nobody works, and a price beyond that looks like a slip."""

from collections.abc import Callable

import pytest

from charter.core.changes import apply
from charter.core.check import check
from charter.core.engagement import Engagement
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.finding import Level

Build = Callable[..., Engagement]
RETAINER = """
[financials.retainer]
amount = "EUR 12000.00"
period = "month"
billed = "in advance"
hours = "64 hours"
overage = "EUR 60.00"
cap = "16 hours"
"""


def told(engaged: Build, form: str = "one-person company", **terms: str) -> list[tuple[str, str, Level]]:
    made = [Change(f"financials.retainer.{name}", None, value) for name, value in terms.items()]
    made.append(Change("foundation.parties.consultant.form", None, form))
    found = check(apply(engaged(RETAINER).agreement, made))
    return [
        (f.id, f.place.rpartition(".")[2], f.level) for f in found if f.id in {"CH-FIN-014", "CH-FIN-015"}
    ]


@pytest.mark.parametrize(
    ("form", "terms", "found"),
    [
        ("person", {"hours": "900 hours"}, [("CH-FIN-014", "hours", Level.ERROR)]),
        ("one-person company", {"hours": "745 hours"}, [("CH-FIN-014", "hours", Level.ERROR)]),
        ("company", {"hours": "900 hours"}, [("CH-FIN-014", "hours", Level.WARNING)]),
        ("person", {"hours": "744 hours"}, [("CH-FIN-014", "hours", Level.WARNING)]),
        ("person", {"hours": "250 hours"}, []),
        ("person", {"hours": "900 hours", "period": "year"}, []),
        ("person", {"hours": "900 hours", "period": "quarter"}, [("CH-FIN-014", "hours", Level.WARNING)]),
        ("person", {"cap": "900 hours"}, [("CH-FIN-014", "cap", Level.ERROR)]),
        ("person", {"overage": "EUR 937.50"}, []),
        ("person", {"overage": "EUR 937.51"}, [("CH-FIN-015", "overage", Level.WARNING)]),
    ],
)
def test_what_is_odd_is_told(
    engaged: Build, form: str, terms: dict[str, str], found: list[tuple[str, str, Level]]
) -> None:
    assert told(engaged, form, **terms) == found
