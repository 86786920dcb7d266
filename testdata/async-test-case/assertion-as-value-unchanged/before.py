from unittest import IsolatedAsyncioTestCase

import pytest


class TestShop(IsolatedAsyncioTestCase):
    async def test_open(self):
        check = self.assertEqual
        check(1, 1)


class TestMore(IsolatedAsyncioTestCase):
    async def test_all(self):
        [self.assertTrue(number) for number in (1, 2)]
