"""Groups items into batches for the networks, large enough for speed and small enough for memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def batches(items: Iterable[Item], tokens_of: Callable[[Item], int], limit: int) -> Iterator[list[Item]]:
    """The items in order, in groups that each end where they hold `limit` tokens or more."""
    batch: list[Item] = []
    tokens = 0
    for item in items:
        batch.append(item)
        tokens += tokens_of(item)
        if tokens >= limit:
            yield batch
            batch, tokens = [], 0
    if batch:
        yield batch
