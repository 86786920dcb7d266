import unittest

import pytest


class TestInit(unittest.IsolatedAsyncioTestCase):
    def __init__(self, name):
        super().__init__(name)

    async def test_open(self):
        self.assertTrue(True)


class TestRun(unittest.IsolatedAsyncioTestCase):
    def run(self, result=None):
        return super().run(result)


class TestTwice(unittest.IsolatedAsyncioTestCase):
    async def test_open(self):
        self.assertTrue(True)

    async def test_open(self):
        self.assertTrue(False)


class TestPlainSetUp(unittest.IsolatedAsyncioTestCase):
    def asyncSetUp(self):
        pass


class TestBranches(unittest.IsolatedAsyncioTestCase):
    if True:
        async def test_open(self):
            self.assertTrue(True)


class TestPrepares(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        self.number = 1

    async def test_again(self):
        self.setUp()


class TestParameters(unittest.IsolatedAsyncioTestCase):
    async def test_open(self, shop):
        self.assertTrue(shop)


def make():
    class TestInner(unittest.IsolatedAsyncioTestCase):
        async def test_open(self):
            self.assertTrue(True)

    return TestInner


print(unittest.IsolatedAsyncioTestCase)
