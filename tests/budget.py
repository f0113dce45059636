"""How much the random tests try: a little in `make test`, some times as much in `make random`, most in `make explore`.

`make test` and `make random` try the same samples each time, so that a change is judged by what it changes and not by
luck. `make explore` looks elsewhere each time; what it finds, it prints so that it can be tried again. A test that
sets its own number of tries, or plays seeds in a loop, asks `tries` for the least and the most.
"""

import os

from hypothesis import HealthCheck, settings

_BUDGET = os.environ.get("CHARTER_TRIES", "small")
if _BUDGET not in ("small", "large", "fresh"):
    message = f"CHARTER_TRIES is small, large or fresh, not {_BUDGET!r}."
    raise ValueError(message)
LARGE = _BUDGET != "small"


def tries(least: int, most: int) -> int:
    """Give the number of tries of this run: the least, the most, or in `make random` a quarter of the most.

    Also for a step, of which the least tries are the longest: `tries(8, 1)` is 8, 1, or 2.
    """
    if _BUDGET == "large":
        return max(least, most // 4) if most > least else max(least // 4, most)
    return most if LARGE else least


# A busy machine is no reason to fail: nothing here rests on the clock.
_CALM = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.register_profile("small", _CALM, max_examples=20, derandomize=True, database=None)
settings.register_profile("large", _CALM, max_examples=100, derandomize=True, database=None, print_blob=True)
settings.register_profile("fresh", _CALM, max_examples=500, print_blob=True)
settings.load_profile(_BUDGET)
