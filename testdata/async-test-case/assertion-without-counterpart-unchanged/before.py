from unittest import IsolatedAsyncioTestCase

import pytest


class TestLogs(IsolatedAsyncioTestCase):
    async def test_logs(self):
        with self.assertLogs("shop") as logs:
            raise KeyError
        self.assertTrue(logs.output)


class TestInfinity(IsolatedAsyncioTestCase):
    async def test_numbers(self):
        a = b = float("inf")
        self.assertAlmostEqual(a, b)


class TestTuple(IsolatedAsyncioTestCase):
    async def test_always(self):
        self.assertTrue((1, 2))


class TestIdentity(IsolatedAsyncioTestCase):
    async def test_number(self):
        self.assertIs(1, 1)


class TestMessage(IsolatedAsyncioTestCase):
    async def test_message(self):
        self.assertTrue(True, await self.message())

    async def message(self):
        return ""


class TestCaught(IsolatedAsyncioTestCase):
    async def test_whole(self):
        with self.assertRaises(KeyError) as caught:
            raise KeyError
        print(caught)


class TestArguments(IsolatedAsyncioTestCase):
    async def test_splat(self):
        self.assertEqual(*[1, 1])


class TestFailureIsCaught(IsolatedAsyncioTestCase):
    async def test_fails(self):
        try:
            with self.assertRaises(KeyError):
                pass
        except AssertionError:
            pass


class TestSkipIsCaught(IsolatedAsyncioTestCase):
    async def test_skips(self):
        try:
            self.skipTest("not today")
        except Exception:
            pass
