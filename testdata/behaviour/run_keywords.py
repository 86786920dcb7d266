# after: anyio only
import asyncio


async def describe(name, *, backend="none", **options):
    await asyncio.sleep(0)
    return f"{name} {backend} {sorted(options.items())}"


extra = {"a": 1}
print(asyncio.run(describe("x", backend="own")))
print(asyncio.run(describe("x", b=2, **extra)))
print(asyncio.run(describe(*["y"], backend="z", backend_options=3)))
