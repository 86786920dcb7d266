# after: anyio only
import asyncio

import anyio

_guard = asyncio.Lock()
_entries: list[str] = []


async def register(name):
    async with _guard:
        await asyncio.sleep(0)
        _entries.append(name)


async def main():
    async with anyio.create_task_group() as group:
        for name in ("b", "a", "c"):
            group.start_soon(register, name)
    print(sorted(_entries), _guard.locked())


asyncio.run(main())
