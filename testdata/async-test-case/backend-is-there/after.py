import pytest
import unittest

from shop import connect


@pytest.mark.anyio
class TestShop:
    async def test_open(self):
        assert (await connect()).is_open


class TestOld(unittest.TestCase):
    def test_nothing(self):
        self.assertTrue(True)
