from unittest import IsolatedAsyncioTestCase

import pytest


class TestShop(IsolatedAsyncioTestCase):
    async def test_open(self):
        for number in range(3):
            with self.subTest(number=number):
                self.assertLess(number, 3)
