from unittest import IsolatedAsyncioTestCase
from unittest.mock import patch

import pytest

from shop import connect


class TestPlain(IsolatedAsyncioTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.host = "localhost"

    def setUp(self):
        self.port = 80

    def tearDown(self):
        self.port = None

    async def test_host(self):
        self.assertEqual((self.host, self.port), (TestPlain.host, 80))


class TestTyped(IsolatedAsyncioTestCase):
    async def asyncSetUp(self) -> None:
        self.shop = await connect()

    async def asyncTearDown(self) -> None:
        await super().asyncTearDown()
        await self.shop.close()

    async def test_open(self) -> None:
        self.assertTrue(self.shop.is_open)

    def test_plain(self) -> None:
        self.assertTrue(self.shop.is_open)


class TestApart(IsolatedAsyncioTestCase):
    async def asyncTearDown(self):
        """Closes it."""
        await self.shop.close()

    async def asyncSetUp(self):
        self.shop = await connect()

    async def test_open(self):
        self.assertTrue(self.shop.is_open)


class TestMixed(IsolatedAsyncioTestCase):
    def setUp(self) -> None:
        patcher = patch("shop.time")
        self.time = patcher.start()
        self.addCleanup(patcher.stop)

    async def asyncSetUp(self) -> None:
        self.shop = await connect()

    def tearDown(self) -> None:
        self.time.reset_mock()

    async def test_open(self) -> None:
        self.assertTrue(self.shop.is_open)
