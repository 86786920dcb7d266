import unittest

import pytest


class TestShop(unittest.IsolatedAsyncioTestCase):
    async def test_open(self):
        self.assertTrue(True)
