from unittest import IsolatedAsyncioTestCase

import pytest


class TestShop(IsolatedAsyncioTestCase):
    async def test_open(self):
        self.assertTrue(self.shop.is_open)
