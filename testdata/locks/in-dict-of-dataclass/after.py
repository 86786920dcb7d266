import anyio
from collections import defaultdict
from dataclasses import dataclass, field


@dataclass
class Registry:
    locks: dict[str, anyio.Lock] = field(default_factory=dict)
    by_host: dict[str, anyio.Lock] = field(default_factory=lambda: defaultdict(anyio.Lock))

    async def use(self, name, host):
        lock = self.locks.setdefault(name, anyio.Lock())
        async with lock, self.by_host[host]:
            return await host.get(name)
