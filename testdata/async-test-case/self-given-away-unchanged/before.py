from unittest import IsolatedAsyncioTestCase

import pytest

from shop import check


class TestShop(IsolatedAsyncioTestCase):
    async def test_open(self):
        check(self)
