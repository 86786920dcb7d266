from unittest import IsolatedAsyncioTestCase

import pytest


class TestShop(IsolatedAsyncioTestCase):
    async def asyncTearDown(self):
        self.log = []

    def tearDown(self):
        self.log = None

    async def test_open(self):
        self.assertTrue(True)
