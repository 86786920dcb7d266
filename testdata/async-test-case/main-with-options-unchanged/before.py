import unittest

import pytest


class TestShop(unittest.IsolatedAsyncioTestCase):
    async def test_open(self):
        self.assertTrue(True)


if __name__ == "__main__":
    unittest.main(verbosity=2)
