import before as b


async def nap():
    await b.sleep(1)
