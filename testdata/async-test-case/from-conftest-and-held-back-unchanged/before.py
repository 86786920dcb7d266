import unittest

from shop import connect


class TestShop(unittest.IsolatedAsyncioTestCase):
    async def test_answers(self):
        self.assertTrue(await (await connect()).ping())
