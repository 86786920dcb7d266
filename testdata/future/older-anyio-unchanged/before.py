import asyncio


async def main(send):
    reply = asyncio.Future()
    reply.set_result(1)
    return await reply
