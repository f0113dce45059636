"""Sentences: equal by content, cheap to carry anywhere, printed in English with every kind of value."""

from __future__ import annotations

import ast
import datetime as dt
import json
import pickle
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from pydantic import BaseModel, ValidationError

from charter.core.vocabulary.dates import Duration, Hours, Span, long_date
from charter.core.vocabulary.money import Money, Percent, Rate
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import Sentence, Value, places, say, say_n, verbatim
from tests.core.vocabulary.sayings import names, said_in_code, sentences, values

if TYPE_CHECKING:
    pass

DAY = dt.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Money.parse("EUR 12000.00"), "EUR 12,000.00"),
        (Money(-1200, "EUR"), "EUR -12.00"),
        (Percent(Decimal("1.5")), "1.5 %"),
        (Rate.parse("8 % p.a."), "8 % a year"),
        (Duration.parse("5 business days"), "5 business days"),
        (Hours(67_846), "18 hours 50 minutes 46 seconds"),
        (Span(DAY, dt.date(2026, 4, 1)), "1 March 2026 to 31 March 2026"),
        (DAY, "1 March 2026"),
        (dt.time(9, 30), "09:30"),
        (2026, "2026"),
        ("{name} % of %s", "{name} % of %s"),
        (Side.CLIENT, "client"),
        ((), ""),
        (("Mara",), "Mara"),
        ((DAY, say("then {n}", n=2), ("a", "b")), "1 March 2026, then 2 and a and b"),
    ],
)
def test_every_kind_of_value_is_printed(value: Value, printed: str) -> None:
    assert str(say("It is {it}.", it=value)) == f"It is {printed}."


def test_a_place_says_how_its_value_is_written() -> None:
    sums = (Money(100, "EUR"), Money(200, "EUR"))
    assert (
        str(say("{sums:or}, {sums:;}, {n:,}", sums=sums, n=50_000))
        == "EUR 1.00 or EUR 2.00, EUR 1.00; EUR 2.00, 50,000"
    )


def test_a_place_without_a_value_is_a_mistake_of_the_code() -> None:
    with pytest.raises(KeyError, match="name"):
        str(say("Ask {name}"))


@given(sentences)
def test_a_sentence_travels(sentence: Sentence) -> None:
    again = pickle.loads(pickle.dumps(sentence))  # noqa: S301 - what this test has just written
    assert again == sentence
    assert hash(again) == hash(sentence)
    assert str(again) == str(sentence) == f"{sentence}"


@given(sentences, sentences)
def test_equal_sentences_read_the_same(one: Sentence, other: Sentence) -> None:
    if one == other:
        assert (hash(one), str(one)) == (hash(other), str(other))
    else:
        assert one != other


@given(values, values)
def test_the_order_in_which_values_are_named_means_nothing(one: Value, two: Value) -> None:
    a, b = say("{x}{y}", x=one, y=two), say("{x}{y}", y=two, x=one)
    assert (a, hash(a)) == (b, hash(b))
    assert {a: 1}[b] == 1


def test_a_side_is_not_what_a_person_named_so() -> None:
    assert say("{who}", who=Side.CLIENT) != say("{who}", who="client")
    assert say("{who}", who=(Side.CLIENT,)) != say("{who}", who=("client",))
    assert say("{n} x", n=1) != say_n("{n} x", "{n} xs", 1)
    assert say("a") != "a"


@given(names)
def test_braces_in_what_a_person_wrote_are_harmless(text: str) -> None:
    assert str(say("He wrote: {text}", text=text)) == f"He wrote: {text}"
    assert str(verbatim(text)) == text


def test_a_sentence_is_frozen() -> None:
    with pytest.raises(AttributeError):
        say("a").message = "b"  # type: ignore[misc]


class Told(BaseModel, frozen=True, strict=True):
    why: Sentence


def test_json_prints_a_sentence_as_text() -> None:
    told = Told(why=say("Notice by the {side} on {day}", side=Side.CLIENT, day=DAY))
    assert told.model_dump_json() == '{"why":"Notice by the client on 1 March 2026"}'
    assert told.model_dump(mode="json") == {"why": "Notice by the client on 1 March 2026"}
    assert told.model_dump() == {"why": told.why}
    assert json.dumps({"why": told.why}, default=str) == told.model_dump_json().replace(":", ": ", 1)
    assert Told.model_json_schema()["properties"]["why"]["type"] == "string"


def test_a_text_out_of_a_file_is_what_a_person_wrote() -> None:
    assert Told.model_validate_json('{"why": "by {agreement}"}').why == verbatim("by {agreement}")
    with pytest.raises(ValidationError, match="empty text"):
        Told.model_validate_json('{"why": ""}')


# ── what the code says ─────────────────────────────────────────────────────────────────────────


def wrong(call: ast.Call) -> str | None:
    """Say what is wrong with one call: an extractor would miss it, or it could not be printed."""
    many = isinstance(call.func, ast.Name) and call.func.id == "say_n"
    texts = [arg.value for arg in call.args[: 2 if many else 1] if isinstance(arg, ast.Constant)]
    messages = [text for text in texts if isinstance(text, str)]
    named = {keyword.arg for keyword in call.keywords} | ({"n"} if many else set())
    if len(messages) != (2 if many else 1):
        return "write the message as one literal text, where it is said"
    for message in messages:
        if {re.split("[:}]", place[1:])[0] for place in places(message)} != named:
            return f"the places of {message!r} are not its values"
        if "{" in re.sub(r"\{\w+(:[^{}]*)?\}", "", message):
            return f"a brace in {message!r} that is no place"
    return None


def test_every_message_is_literal_and_each_of_its_places_has_a_value() -> None:
    assert {place: told for place, call in said_in_code() if (told := wrong(call))} == {}


@pytest.mark.parametrize(
    "line",
    [
        "say(f'{a}')",
        "say(text)",
        "say('{a} {b}', a=1)",
        "say('a', a=1)",
        "say('{ {a}', a=1)",
        "say_n('{n} day', days, n)",
    ],
)
def test_what_could_not_be_printed_is_found(line: str) -> None:
    (call,) = [node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call)]
    assert wrong(call)


def test_dates_read_as_the_rest_of_the_house_writes_them() -> None:
    assert str(say("{day}", day=DAY)) == long_date(DAY)
