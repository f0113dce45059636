"""What pyHanko does as a coroutine, waited for; also by callers who are in an event loop themselves.

>>> async def answer() -> int:
...     return 42
>>> awaited(answer())
42
>>> async def inside() -> int:
...     return awaited(answer())
>>> asyncio.run(inside())
42
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

_Result = TypeVar("_Result")


def awaited(work: Coroutine[Any, Any, _Result]) -> _Result:
    """Give what a coroutine comes to, and raise what it raises.

    One thread runs one event loop, so where one runs already, the work gets a thread of its own. The caller's loop
    stands still meanwhile, as it does in any function that computes: who serves others gives sealing to a worker.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as own:
        return own.submit(asyncio.run, work).result()
