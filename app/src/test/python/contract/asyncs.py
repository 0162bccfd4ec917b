"""Clients whose calls are asynchronous, for a contract that is not."""

import asyncio
from collections.abc import AsyncGenerator, Coroutine, Generator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class _End:
    failure: Exception | None = None


class Loop:
    """An event loop of one client's own. It runs while it is waited for."""

    def __init__(self) -> None:
        self._runner = asyncio.Runner()

    def run(self, call: Coroutine[Any, Any, T]) -> T:
        """What the call comes to."""
        return self._runner.run(call)

    def close(self) -> None:
        """Ends it, and what still runs in it."""
        self._runner.close()

    def each(self, items: AsyncGenerator[T, None]) -> Generator[T, None, None]:
        """The items, all of them read by one task, which is cancelled when this is closed."""
        queue: asyncio.Queue[T | _End] = asyncio.Queue(1)

        async def read() -> None:
            try:
                async with aclosing(items):
                    async for item in items:
                        await queue.put(item)
                await queue.put(_End())
            except Exception as failure:
                await queue.put(_End(failure))

        reader = self._runner.get_loop().create_task(read())
        try:
            while not isinstance(item := self.run(queue.get()), _End):
                yield item
            if item.failure:
                raise item.failure
        finally:
            reader.cancel()
            self.run(asyncio.wait([reader]))
