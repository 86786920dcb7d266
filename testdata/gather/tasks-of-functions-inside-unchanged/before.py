import asyncio


async def passed_on(register, work):
    tasks = []

    def start(name):
        tasks.append(asyncio.create_task(work(name)))

    register(start)
    start("first")
    await asyncio.gather(*tasks)


async def added_by_tasks_while_some_are_gathered(names, work):
    tasks = []

    async def begin(name):
        await work(name)
        tasks.append(asyncio.create_task(work(name)))

    for name in names:
        tasks.append(asyncio.create_task(begin(name)))
    await asyncio.gather(*tasks)


async def not_awaited_where_it_is_called(work, spawn):
    tasks = []

    async def begin(name):
        tasks.append(asyncio.create_task(work(name)))

    tasks.append(asyncio.create_task(work("first")))
    spawn(begin("second"))
    for task in tasks:
        await task


async def decorated(work, retry):
    tasks = []

    @retry
    def start(name):
        tasks.append(asyncio.create_task(work(name)))

    start("first")
    await asyncio.gather(*tasks)


async def left_early(names, work):
    tasks = []

    def start(name):
        tasks.append(asyncio.create_task(work(name)))

    for name in names:
        start(name)
    if not names:
        return
    await asyncio.gather(*tasks)


async def raising(names, work):
    tasks = []

    def start(name):
        tasks.append(asyncio.create_task(work(name)))

    for name in names:
        start(name)
    if not names:
        raise ValueError(names)
    await asyncio.gather(*tasks)


async def also_counted(names, work):
    tasks = []

    def start(name):
        tasks.append(asyncio.create_task(work(name)))

    for name in names:
        start(name)
    await asyncio.gather(*tasks)
    return len(tasks)


async def bound_again(names, work):
    tasks = []

    def start(name):
        nonlocal tasks
        tasks.append(asyncio.create_task(work(name)))
        tasks = tasks[-1:]

    for name in names:
        start(name)
    await asyncio.gather(*tasks)


async def drained_in_another_block(names, work):
    tasks = []

    def start(name):
        tasks.append(asyncio.create_task(work(name)))

    for name in names:
        start(name)
    if names:
        await asyncio.gather(*tasks)


async def made_before_a_loop(rounds, work):
    tasks = []

    def start(name):
        tasks.append(asyncio.create_task(work(name)))

    for name in rounds:
        start(name)
        await asyncio.gather(*tasks)


async def yielding(names, work):
    tasks = []

    def start(name):
        tasks.append(asyncio.create_task(work(name)))

    for name in names:
        start(name)
        yield name
    await asyncio.gather(*tasks)


async def of_a_plain_function(names, work):
    tasks = []

    def make(name):
        return name

    def start(name):
        tasks.append(asyncio.create_task(make(name)))

    for name in names:
        start(name)
    await asyncio.gather(*tasks)


async def with_a_comment(names, work):
    tasks = []

    def start(name):
        tasks.append(asyncio.create_task(work(name)))

    for name in names:
        start(name)
    await asyncio.gather(
        *tasks,  # all of them
    )


async def in_a_lambda(names, work):
    tasks = []

    def start(name):
        tasks.append(asyncio.create_task(work(name)))

    names.each(lambda name: start(name))
    await asyncio.gather(*tasks)
