import asyncio


async def goes_on(functions):
    tasks = [asyncio.create_task(f()) for f in functions]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    return done.pop().result()


async def again(functions):
    pending = {asyncio.create_task(f()) for f in functions}
    while pending:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            print(task.result())


async def asked(left, right):
    first = asyncio.create_task(left())
    second = asyncio.create_task(right())
    done, pending = await asyncio.wait({first, second}, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    if first in done:
        return None
    return second.result()


async def one_of_two(left, right):
    first = asyncio.create_task(left())
    second = asyncio.create_task(right())
    await asyncio.wait({first, second}, return_when=asyncio.FIRST_COMPLETED)
    second.cancel()


async def works_before(functions, work):
    tasks = [asyncio.create_task(f()) for f in functions]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    work()
    for task in pending:
        task.cancel()
    return done.pop().result()


async def works_meanwhile(functions, work):
    tasks = [asyncio.create_task(f()) for f in functions]
    await work()
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    return done.pop().result()


async def looks_at_failure(functions):
    tasks = [asyncio.create_task(f()) for f in functions]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    return done.pop().exception()


async def foreign(tasks):
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    return done.pop().result()


async def commented(functions):
    tasks = [asyncio.create_task(f()) for f in functions]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()  # they would never end
    return done.pop().result()
