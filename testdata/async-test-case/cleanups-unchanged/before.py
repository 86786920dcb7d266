from unittest import IsolatedAsyncioTestCase

import pytest


class TestShop(IsolatedAsyncioTestCase):
    def tearDown(self):
        self.log = None

    async def test_open(self):
        self.addCleanup(print, "after the tear-down")


class TestAsync(IsolatedAsyncioTestCase):
    def setUp(self):
        self.shop = pytest.importorskip("shop").connect()
        self.addCleanup(self.shop.close)

    async def test_open(self):
        self.assertTrue(self.shop.is_open)


class TestOwn(IsolatedAsyncioTestCase):
    def setUp(self):
        self.addCleanup(self.close)

    async def close(self):
        pass

    async def test_open(self):
        self.assertTrue(True)


class TestMore(IsolatedAsyncioTestCase):
    def setUp(self):
        self.addAsyncCleanup(self.close)

    async def close(self):
        pass

    async def test_open(self):
        self.assertTrue(True)


class TestInside(IsolatedAsyncioTestCase):
    async def test_open(self):
        def register():
            self.addCleanup(print)

        register()
