from unittest import IsolatedAsyncioTestCase

import pytest


class TestBase(IsolatedAsyncioTestCase):
    async def test_open(self):
        self.assertTrue(True)


class TestShop(TestBase):
    pass
