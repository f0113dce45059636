"""The author's linter finds each mistake, and is quiet about a good text."""

from __future__ import annotations

import pytest

from charter.core.document.lint import lint, lint_sheet

GOOD = """# What is not included

> In short: {% if has("exit.settlement") and has("exit.termination") %}{{ see("exit.settlement") }}{% endif %} matters.

{% for key, thing in things %}
- {{ thing.not_done }}; {{ thing.instead }}; {{ key }}; {{ answer_within }}
{% endfor %}
"""
BOTH = "{{ answer_within }}{% for key, thing in things %}{{ thing.not_done }}{{ thing.instead }}{% endfor %}"


def test_a_good_text_passes() -> None:
    assert lint("scope.boundaries", GOOD) == []
    counted = f"{GOOD}\n**Who pays.** The Client.\n\n## How we count\n\n{{% if things %}}**Order.** None.{{% endif %}}\n"
    assert lint("scope.boundaries", counted) == []


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        (f"{BOTH}{{{{ price }}}}", "line 1: no term is called price"),
        (BOTH.replace("thing.instead", "thing.owner"), "line 1: things.* has no term owner"),
        (BOTH.replace("{{ thing.instead }}", ""), "the term things.*.instead is never mentioned"),
        (f'{BOTH}{{{{ see("exit.termination") }}}}', "line 1: exit.termination may be absent"),
        (f'{BOTH}{{{{ see("exit.nowhere") }}}}', "line 1: no clause is called exit.nowhere"),
        (
            f'{BOTH}{{% if not has("exit.termination") %}}{{{{ see("exit.termination") }}}}{{% endif %}}',
            "may be absent",
        ),
        (
            f'{BOTH}{{% if has("exit.settlement") %}}{{{{ see("exit.termination") }}}}{{% endif %}}',
            "may be absent",
        ),
        (f"{BOTH} The Client sees the Dashboard.", "Dashboard is written like a defined word"),
        (f"{BOTH}{{% for x in range(3) %}}{{{{ x }}}}{{% endfor %}}", "may be called"),
        (f"{BOTH}{{{{ see(things) }}}}", 'only see("part.clause")'),
        (f"{BOTH}{{{{ things.pop() }}}}", "may be called"),
        (f"{BOTH}{{% set x = 1 %}}", "Assign has no place in a text"),
        (f"{BOTH}{{% macro m() %}}{{% endmacro %}}", "Macro has no place in a text"),
        (f"{BOTH}{{% include 'x' %}}", "Include has no place in a text"),
        (f"{BOTH}{{{{ 7 * 7 }}}}", "Mul has no place in a text"),
        (f"{BOTH}{{{{ 'words' }}}}", "write words as words"),
        (f"{BOTH}{{{{ things | length }}}}", "no filter length"),
        (f"{BOTH}{{% if things is defined %}}x{{% endif %}}", "no test defined"),
        (f"{BOTH}{{% if things > 3 %}}x{{% endif %}}", "compared with == and != only"),
        (f"{BOTH}{{% for key, x in things if x %}}y{{% endfor %}}", "a loop has no if"),
        (f"{BOTH}{{{{ things.__class__ }}}}", "no term is called __class__"),
        (
            f"{BOTH}\n\n**Review**. Read it.",
            "the caption Review ends in a full stop inside of the bold: **Review.**",
        ),
        (f"{BOTH}\n\n**Review** within a day.", "the caption Review ends in a full stop"),
        (f"{BOTH}\n\n**Who reviews what and when.** Read it.", "has more than four words"),
        (f"{BOTH}\n\n**Within {{{{ x }}}}.** Read it.", "is words alone: print the value after it"),
        (f"{BOTH}\n\n## How we count\n\n## Things\n", "How we count says nothing"),
    ],
)
def test_a_mistake_is_found(text: str, mistake: str) -> None:
    assert any(mistake in found for found in lint("scope.boundaries", text)), lint("scope.boundaries", text)


def test_a_sheet_sees_the_parts() -> None:
    assert lint_sheet("{{ general.law.venue }}") == []
    assert lint_sheet("{{ general.law.judge }}") == ["line 1: general.law has no term judge"]
    guarded = "{% if exit.termination %}{{ see('exit.termination') }}{% endif %}"
    assert lint_sheet(guarded) == []


def test_a_branch_that_runs_when_the_clause_is_absent_is_not_guarded() -> None:
    text = '{% if has("exit.termination") %}x{% else %}{{ see("exit.termination") }}{% endif %}'
    assert len(lint_sheet(text)) == 1
