import asyncio
from collections import defaultdict
from dataclasses import dataclass, field


@dataclass
class Registry:
    locks: dict[str, asyncio.Lock] = field(default_factory=dict)
    by_host: dict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    async def use(self, name, host):
        lock = self.locks.setdefault(name, asyncio.Lock())
        async with lock, self.by_host[host]:
            return await host.get(name)
