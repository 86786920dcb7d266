from unittest import IsolatedAsyncioTestCase

import pytest

from shop import retried


class TestShop(IsolatedAsyncioTestCase):
    @retried
    async def test_open(self):
        self.assertTrue(True)
