import asyncio


async def connect(subscribe):
    reader, writer = await asyncio.open_connection("localhost", 80)

    def on_data(data):
        writer.write(data)

    subscribe(on_data)
    return await reader.readexactly(1)
