import unittest

import pytest


class ShopTests(unittest.IsolatedAsyncioTestCase):
    async def test_open(self):
        self.assertTrue(True)


class TestShop:
    pass


class MoreTests(unittest.IsolatedAsyncioTestCase):
    async def test_open(self):
        self.assertTrue(True)


def load_tests(loader, tests, pattern):
    return loader.loadTestsFromTestCase(MoreTests)


class TeaTest(unittest.IsolatedAsyncioTestCase):
    async def test_open(self):
        self.assertTrue(True)


class TeaTests(unittest.IsolatedAsyncioTestCase):
    async def test_open(self):
        self.assertTrue(True)
