import asyncio

import mod


async def test_pause():
    asyncio.sleep = None
    await mod.pause(2)


async def test_object(mocker):
    mocker.patch.object(asyncio, "sleep")
    await mod.pause(2)
