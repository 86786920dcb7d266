import anyio


async def work(connection):
    try:
        await connection.work()
    finally:
        await connection.close()


async def main(connection):
    with anyio.fail_after(5):
        await work(connection)
