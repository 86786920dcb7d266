import asyncio
import sys
import unittest

import pytest

from shop import Closed, connect


class ShopTests(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.shop = await connect("localhost")

    async def asyncTearDown(self):
        await self.shop.close()

    async def test_answers(self):
        self.assertEqual(await self.shop.ask("tea"), ["green", "black"])
        self.assertTrue(self.shop.is_open, "it closed by itself")

    async def test_closes(self):
        await self.shop.close()
        await asyncio.sleep(0)
        with self.assertRaises(Closed) as caught:
            await self.shop.ask("tea")
        self.assertIn("closed", str(caught.exception))
        self.assertFalse(self.shop.is_open or self.shop.is_busy)

    @unittest.skipUnless(sys.flags.dev_mode, "needs checks")
    async def test_checks(self):
        self.assertIsNone(await self.shop.ask("nothing"))


if __name__ == "__main__":
    unittest.main()
