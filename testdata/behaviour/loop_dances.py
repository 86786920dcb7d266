# after: anyio only
import asyncio


async def work(name, fail=False):
    await asyncio.sleep(0)
    if fail:
        raise ValueError(name)
    return name.upper()


async def leave_a_task():
    async def never():
        try:
            await asyncio.sleep(60)
        finally:
            print("left over, ended")

    return never


def closed_in_finally(name, fail=False):
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        return loop.run_until_complete(work(name, fail=fail))
    finally:
        loop.close()
        asyncio.set_event_loop(None)


def on_demand(name):
    try:
        loop = asyncio.get_event_loop()
    except RuntimeError:
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
    return loop.run_until_complete(work(name))


def with_handler(name):
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(work(name, True))
    except ValueError as error:
        print("handled", error)
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


print(on_demand("a"), on_demand("b"))
print(closed_in_finally("c"), closed_in_finally("d"))
try:
    closed_in_finally("e", fail=True)
except ValueError as error:
    print("raised", error)
with_handler("f")
with asyncio.Runner() as runner:
    print("before")
    print(runner.run(work("g")))
    print("after")
if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    loop.run_until_complete(leave_a_task())
    loop.close()
