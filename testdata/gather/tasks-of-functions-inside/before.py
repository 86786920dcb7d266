import asyncio


async def resolve(plan, find):
    plan.prepare()
    tasks = []
    found = {}

    def schedule():
        for name in plan.get_ready():
            tasks.append(asyncio.create_task(worker(name)))

    async def worker(name):
        found[name] = await find(name)
        plan.done(name)
        schedule()

    schedule()
    while tasks:
        await asyncio.gather(*[tasks.pop() for _ in range(len(tasks))])
    return found


async def start_all(names, work):
    tasks = []

    def start(name):
        tasks.append(
            asyncio.create_task(
                work(name, level=1),
                name=name,
            )
        )

    for name in names:
        start(name)
    tasks.append(
        asyncio.create_task(
            work("last", level=2),
        )
    )
    await asyncio.gather(*tasks)


async def start_quietly(names, work):
    tasks: list[asyncio.Task] = []

    def start(name):
        tasks.append(asyncio.create_task(work(name)))

    for name in names:
        start(name)
    await asyncio.gather(*tasks, return_exceptions=True)
