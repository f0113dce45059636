"""Where keys and values stand: found also in what is broken further on, so that an error can point near its place."""

import pytest

from charter.core.reading.places import scan


def test_what_stands_before_a_fault_is_found() -> None:
    found = scan('[exit.settlement]\nlast_day_billed = true\npart_months = ["')
    assert found["exit", "settlement", "last_day_billed"][:2] == (2, 1)
    assert found["exit", "settlement", "part_months"][:2] == (3, 1)


def test_lists_in_lists_are_followed_only_so_deep() -> None:
    deep = scan("shallow = [1]\ndeep = " + "[" * 2000 + "]" * 2000 + "\nafter = 1\n")
    assert deep["deep",][:2] == (2, 1)
    assert ("after",) not in deep
    assert max(map(len, deep)) < 100


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('{"exit": {"a\\/b": 1}}', ("exit", "a/b")),
        ('{"exit": {"\\u00e9": 1}}', ("exit", "é")),
        ("'exit'.\"a\\tb\" = 1", ("exit", "a\tb")),
        ("'a\\tb' = 1", ("a\\tb",)),
    ],
)
def test_keys_in_quotes_are_read_as_toml_or_json_writes_them(text: str, path: tuple[str, ...]) -> None:
    assert path in scan(text)
