from unittest import mock
from unittest.mock import DEFAULT

import mod


@mock.patch.multiple("mod.asyncio", sleep=DEFAULT)
async def test_pause(sleep):
    await mod.pause(2)
    sleep.assert_awaited_once_with(2)


async def test_module():
    with mock.patch.multiple(mod.asyncio, sleep=DEFAULT):
        await mod.pause(2)
