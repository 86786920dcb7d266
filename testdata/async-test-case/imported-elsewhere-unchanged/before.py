from unittest import IsolatedAsyncioTestCase

import pytest


class TestShop(IsolatedAsyncioTestCase):
    async def test_open(self):
        self.assertTrue(True)
