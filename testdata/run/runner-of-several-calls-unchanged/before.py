import asyncio


async def main():
    print("x")


with asyncio.Runner() as runner:
    runner.run(main())
    runner.run(main())

with asyncio.Runner() as repeated:
    for _ in range(3):
        repeated.run(main())

kept = asyncio.Runner()
kept.run(main())
kept.close()
