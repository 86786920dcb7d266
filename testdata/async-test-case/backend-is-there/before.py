import unittest

from shop import connect


class TestShop(unittest.IsolatedAsyncioTestCase):
    async def test_open(self):
        self.assertTrue((await connect()).is_open)


class TestOld(unittest.TestCase):
    def test_nothing(self):
        self.assertTrue(True)
