from unittest import IsolatedAsyncioTestCase

import pytest

from shop import Helpers


class TestShop(Helpers, IsolatedAsyncioTestCase):
    async def test_open(self):
        self.assertTrue(True)
