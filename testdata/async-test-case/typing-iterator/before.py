import unittest
from typing import AsyncIterator

import pytest

from shop import Tea, connect


async def teas() -> AsyncIterator[Tea]:
    yield Tea()


class TestShop(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self) -> None:
        self.shop = await connect()

    async def asyncTearDown(self) -> None:
        await self.shop.close()

    async def test_teas(self) -> None:
        async for tea in teas():
            self.assertIn(tea, self.shop.teas)
