# after: anyio only
import asyncio
from dataclasses import dataclass, field


@dataclass
class Cache:
    name: str
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    ready: asyncio.Event = field(default_factory=asyncio.Event, repr=False, compare=False)

    async def fill(self):
        async with self.lock:
            print(self.name, "locked", self.lock.locked())
        self.ready.set()


async def main():
    one, two = Cache("one"), Cache("two")
    await one.fill()
    print(one.ready.is_set(), two.ready.is_set(), one.lock is two.lock)
    await one.ready.wait()


asyncio.run(main())
