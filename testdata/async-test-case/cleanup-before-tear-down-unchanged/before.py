from unittest import IsolatedAsyncioTestCase

import pytest


class TestShop(IsolatedAsyncioTestCase):
    def tearDown(self):
        self.log = None

    async def test_open(self):
        self.addCleanup(print, "after the tear-down")


class TestMore(IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.addAsyncCleanup(self.close)

    async def close(self):
        pass

    async def test_open(self):
        self.assertTrue(True)
