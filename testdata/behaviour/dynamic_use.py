# after: asyncio stays
import asyncio


async def main():
    for name in ("sleep", "Lock"):
        print(name, callable(getattr(asyncio, name)))
    await getattr(asyncio, "sleep")(0)
    print(sorted(name for name in vars(asyncio) if name == "run"))


asyncio.run(main())
