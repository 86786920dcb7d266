import unittest

import pytest


class TestShop(unittest.IsolatedAsyncioTestCase):  # asyncio2anyio: ignore[async-test-case]
    async def test_open(self):
        self.assertTrue(True)
