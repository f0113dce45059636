"""A text can do what it needs, and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from charter.core.document import tree
from charter.core.document.mentions import Reader
from charter.core.document.speech import said
from charter.core.document.template import FEW, parsed, printed
from charter.core.document.term import Names, Page, Term
from charter.core.vocabulary.dates import DAY, Day
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.figure import figure
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.party import Person, Side
from charter.core.vocabulary.sentence import enumeration
from charter.core.vocabulary.term import Terms

NAMES = Names({"jonas": "Jonas Reimer"}, {"audit": "Architecture audit"})
MARA = Person(side=Side.CONSULTANT, name="Mara Lindqvist", title="Founder", email="mara@northlight.example")


def says(source: str, **values: Any) -> str:  # noqa: ANN401 - any term
    """Print a text and put the values back where their tokens are."""
    page = Page(NAMES)
    text = printed(source, {name: Term(page, f"a.b.{name}", value) for name, value in values.items()})
    for number, slot in enumerate(page.slots):
        text = text.replace(f"\ue000{number}\ue001", tree.plain((slot,)))
    return text


def test_values_are_said_as_people_say_them() -> None:
    assert says("{{ fee }} for {{ n }}", fee=Money.parse("EUR 12000"), n=2) == "EUR 12,000.00 for 2"


def test_keys_become_names() -> None:
    assert (
        says("{{ who | person | joined('and') }}", who=("jonas", "stranger")) == "Jonas Reimer and stranger"
    )
    assert says("{{ of | deliverable }}", of="audit") == "Architecture audit"


def test_lists_become_phrases() -> None:
    assert says("{{ x | joined('or') }}", x=("a", "b", "c")) == "a, b or c"
    assert enumeration(["a"], "or") == "a"


def test_a_few_of_many_are_shown() -> None:
    source = "{% for x in xs | few %}{{ x }}{% endfor %}{% if xs is many %}…{% endif %}"
    assert says(source, xs=tuple("abcdefgh")) == "abcdefgh"[:FEW] + "…"
    assert says(source, xs=("a",)) == "a"
    assert says("{% for k, x in xs | few %}{{ k }}{{ x }}{% endfor %}", xs={"a_b": "1"}) == "a b1"


def test_absence_chooses_words_and_zero_is_not_absence() -> None:
    source = "{% if x %}{% if x is zero %}zero{% else %}{{ x }}{% endif %}{% else %}none{% endif %}"
    assert [says(source, x=x) for x in (None, False, (), 0, 3)] == ["none", "none", "none", "zero", "3"]
    assert says(source, x=Money.parse("EUR 0")) == "zero"


def test_a_line_of_tags_alone_leaves_no_line() -> None:
    assert says("A\n{% for x in xs %}\n- {{ x }}\n{% endfor %}\nB", xs=("1", "2")) == "A\n- 1\n- 2\nB"


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("{{ person.age }}", LookupError),
        ("{{ person.name.first }}", LookupError),
        ("{{ nothing.there }}", LookupError),
        ("{{ person }}", TypeError),
        ("{{ unknown }}", TypeError),
        ("{{ truth }}", TypeError),
        ("{{ unknown.deeper }}", LookupError),
        ("{% for x in xs %}{{ loop.index }}{% endfor %}", LookupError),
        ("{{ range(9) }}", ValueError),
    ],
)
def test_an_authors_mistake_stops_the_printing(source: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        says(source, person=MARA, nothing=None, truth=True, xs=("a",))


def test_terms_compare_by_value() -> None:
    page = Page(NAMES)
    assert Term(page, "a.b.c", "x") == "x"
    assert Term(page, "a.b.c", "x") == Term(page, "d.e.f", "x")
    assert hash(Term(page, "a.b.c", "x")) == hash(Term(page, "a.b.c", "y"))


def test_what_has_no_words_is_refused() -> None:
    for value in (True, None, MARA):
        with pytest.raises(TypeError, match="choose them in the text"):
            said(value)


class Walk(Terms):
    """A thing with a figure, as clauses have them."""

    starts: Day

    @figure
    def ends(self, deal: Deal | None) -> dt.date | None:
        """The day after; it needs no frame."""
        return self.starts + DAY if deal is None else None


def test_a_figure_is_worked_out_printed_and_known_to_the_linter() -> None:
    walk = Walk(starts=dt.date(2026, 2, 28))
    page = Page(NAMES)
    text = printed("{{ walk.ends | weekday }}", {"walk": Term(page, "a.b.walk", walk)})
    assert text == "\ue0000\ue001"
    assert page.slots == [tree.Value("a.b.walk", "Sunday, 1 March 2026")]
    reader = Reader({"walk": Walk})
    reader.read(parsed("{{ walk.ends }}{{ walk.begins }}"))
    assert reader.mistakes == ["line 1: walk has no term begins"]
