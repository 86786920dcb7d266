import asyncio
import ssl

context = ssl.create_default_context()


async def connect():
    reader, writer = await asyncio.open_connection("localhost", 443, ssl=True)
    writer.close()


async def connect_as(name):
    reader, writer = await asyncio.open_connection(
        "localhost", 443, ssl=context, server_hostname=name
    )
    writer.close()
