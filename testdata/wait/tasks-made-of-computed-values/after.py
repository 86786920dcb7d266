import anyio


async def _outcome(coro):
    """Return the result or the exception of a coroutine."""
    try:
        return await coro
    except Exception as exc:
        return exc


async def looked_up(urls, sessions, fetch):
    await anyio.gather(*[_outcome(fetch(sessions[url])) for url in urls])


async def counted(urls, fetch):
    await anyio.gather(*[_outcome(fetch(url)) for url in urls[:10]])


async def computed(url, parse, fetch):
    await anyio.gather(_outcome(fetch(parse(url))), _outcome(fetch(url)))


async def nothing_to_compute(clients):
    async with anyio.create_task_group() as tg:
        for client in clients.values():
            if client:
                tg.start_soon(_outcome, client.close())
