import asyncio


async def looked_up(urls, sessions, fetch):
    await asyncio.wait([asyncio.create_task(fetch(sessions[url])) for url in urls])


async def counted(urls, fetch):
    await asyncio.wait([asyncio.create_task(fetch(url)) for url in urls[:10]])


async def computed(url, parse, fetch):
    await asyncio.wait([asyncio.create_task(fetch(parse(url))), asyncio.create_task(fetch(url))])


async def nothing_to_compute(clients):
    await asyncio.wait([asyncio.create_task(client.close()) for client in clients.values() if client])
