import anyio
from functools import partial


async def tick(count):
    print(count)


async def main():
    async with anyio.create_task_group() as tg:
        tg.start_soon(tick, 3)
        tg.start_soon(partial(tick, count=4))
        await anyio.sleep(3)
        tg.cancel_scope.cancel()


if __name__ == "__main__":
    anyio.run(main)
