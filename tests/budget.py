"""How much the random tests try: a little in `make test`, ten times as much or more in `make proof` and `make explore`.

`make test` and `make proof` try the same samples each time, so that a change is judged by what it changes and not by
luck. `make explore` looks elsewhere each time; what it finds, it prints so that it can be tried again. A test that
sets its own number of tries, or plays seeds in a loop, asks `tries` for both numbers.
"""

import os

from hypothesis import HealthCheck, settings

_BUDGET = os.environ.get("CHARTER_TRIES", "small")
if _BUDGET not in ("small", "large", "fresh"):
    message = f"CHARTER_TRIES is small, large or fresh, not {_BUDGET!r}."
    raise ValueError(message)
LARGE = _BUDGET != "small"


def tries(small: int, large: int) -> int:
    """Give the number of tries of this run, from that of `make test` and that of `make proof`."""
    return large if LARGE else small


# A busy machine is no reason to fail: nothing here rests on the clock.
_CALM = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.register_profile("small", _CALM, max_examples=20, derandomize=True, database=None)
settings.register_profile("large", _CALM, max_examples=300, derandomize=True, database=None, print_blob=True)
settings.register_profile("fresh", _CALM, max_examples=500, print_blob=True)
settings.load_profile(_BUDGET)
