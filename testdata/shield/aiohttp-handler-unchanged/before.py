import asyncio

from aiohttp import web


async def handle(request):
    # The order counts even when the client goes.
    await asyncio.shield(request.app["orders"].book(request))
    return web.Response()
