import unittest
from unittest import IsolatedAsyncioTestCase

from shop import connect


class ShopTests(IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.shop = await connect()

    async def test_answers(self):
        self.assertTrue(await self.shop.ping())


class MoreTests(unittest.IsolatedAsyncioTestCase):
    async def test_answers(self):
        self.assertTrue(await (await connect()).ping())
