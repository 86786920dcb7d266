"""Suites of async test cases: what they test, and what surrounds it."""

LOG = """
    import asyncio
    import unittest
    from unittest import mock
    from unittest.mock import AsyncMock, patch

    log = []


    class Shop:
        limit = 3

        async def ping(self, answer=1):
            await asyncio.sleep(0)
            log.append("ping")
            return answer

        async def close(self):
            await asyncio.sleep(0)
            log.append("close")
"""

ASSERTIONS = (
    LOG
    + """

    class AssertionTests(unittest.IsolatedAsyncioTestCase):
        maxDiff = None
        shop = Shop()

        async def check(self, answer):
            self.assertEqual(await self.shop.ping(answer), answer, "from a helper")

        async def test_helper(self):
            await self.check(3)

        async def test_equal(self):
            self.assertEqual(
                await self.shop.ping(2),
                2,
            )
            self.assertNotEqual(await self.shop.ping(2), 3)
            self.assertEqual(1 == 2, False)
            self.assertEqual(1 if self.shop else 2, 1)
            self.assertEqual(not self.shop, False or False)
            self.assertEqual(
                # The sum
                1 +
                2,  # is
                3,
            )

        async def test_unequal_fails(self):
            self.assertEqual(
                await self.shop.ping(2),
                3,
                msg=f"{self.shop.limit} is "
                "the limit",
            )

        async def test_weak_operands(self):
            self.assertTrue(found := await self.shop.ping(4))
            self.assertFalse(found == 3 or found == 5, "both")
            self.assertTrue(answer == 4 for answer in [found])
            self.assertTrue(lambda: False)
            self.assertIsNone(None if found else found)
            self.assertIsNotNone(found and found, msg="found")
            self.assertIs(self.shop, self.shop)
            self.assertIsNot(self.shop, None)

        async def test_weak_operand_fails(self):
            self.assertFalse(False or True)

        async def test_none_of_a_conditional_fails(self):
            self.assertIsNone(1 if self.shop else None)

        async def test_containers(self):
            self.assertIn(1, [1, 2])
            self.assertNotIn(3, [1, 2])
            self.assertDictEqual({"a": 1}, {"a": 1})
            self.assertListEqual([1], [1])
            self.assertIsInstance(self.shop, Shop)
            self.assertIsInstance(
                self.shop,
                (Shop, int),
                "it is neither of the classes that are given in this tuple: look at it",
            )
            self.assertNotIsInstance(self.shop, int)

        async def test_not_in_fails(self):
            self.assertNotIn(1, [1, 2], "it is")

        async def test_numbers(self):
            self.assertAlmostEqual(0.1 + 0.2, 0.3)
            self.assertAlmostEqual(0.5 - (0.2 - 0.1), 0.4)
            self.assertNotAlmostEqual(0.5, 0.4)
            self.assertAlmostEqual(await self.shop.ping(1), 1.04, places=1)
            self.assertGreater(2, 1)
            self.assertGreaterEqual(2, 2)
            self.assertLess(1, 2)
            self.assertLessEqual(1, 1)

        async def test_almost_equal_fails(self):
            self.assertAlmostEqual(1.0001, 1.0)

        async def test_patterns(self):
            self.assertRegex("the shop", r"sh.p")
            self.assertNotRegex("the shop", "tea", "there is no tea")

        async def test_pattern_fails(self):
            self.assertRegex("the shop", "tea")

        async def test_raises(self):
            with self.assertRaises(KeyError) as caught:
                {}["tea"]
            self.assertEqual(caught.exception.args, ("tea",))
            with self.assertRaises((KeyError, ValueError)) as caught, patch("os.getcwd"):
                raise ValueError("tea")
            self.assertEqual(str(caught.exception), "tea")
            with self.assertRaisesRegex(ValueError, "te."):
                raise ValueError("tea")
            with self.assertRaises(asyncio.TimeoutError):
                await asyncio.wait_for(asyncio.sleep(10), 0.01)
            self.assertRaises(ValueError, int, "tea")
            self.assertRaises(ValueError, int, "12", base=1)
            self.assertRaises(ValueError, lambda: int("tea"))

        async def test_raises_nothing_fails(self):
            with self.assertRaises(KeyError):
                await self.shop.ping()

        async def test_raises_something_else_fails(self):
            with self.assertRaises(KeyError):
                raise ValueError

        async def test_raises_another_text_fails(self):
            with self.assertRaisesRegex(ValueError, "tea"):
                raise ValueError("coffee")

        async def test_error(self):
            raise RuntimeError("on purpose")

        async def test_fails(self):
            self.fail("on purpose")

        async def test_fail_is_caught(self):
            try:
                self.fail("on purpose")
            except Exception as error:
                self.assertEqual(str(error), "on purpose")

        async def test_skips_itself(self):
            if self.shop:
                self.skipTest("on purpose")

        @unittest.skip("on purpose")
        async def test_is_skipped(self):
            raise RuntimeError

        @unittest.skipIf(Shop.limit == 3, "on purpose")
        async def test_is_skipped_if(self):
            raise RuntimeError

        @unittest.skipIf("" or Shop.limit, "on purpose")
        async def test_is_skipped_by_a_number(self):
            raise RuntimeError

        @unittest.skipUnless(Shop.limit == 3 or Shop.limit == 4, "on purpose")
        async def test_is_not_skipped(self):
            await asyncio.sleep(0)

        @unittest.skipUnless(Shop.limit == 4, "on purpose")
        def test_plain_is_skipped(self):
            raise RuntimeError

        def test_plain(self):
            self.assertEqual(AssertionTests.shop.limit, 3)


    @unittest.skip("on purpose")
    class TestSkipped(unittest.IsolatedAsyncioTestCase):
        @classmethod
        def setUpClass(cls):
            raise RuntimeError

        async def test_never(self):
            raise RuntimeError


    if __name__ == "__main__":
        unittest.main()
"""
)

FIXTURES = (
    LOG
    + """

    class OrderTests(unittest.IsolatedAsyncioTestCase):
        @classmethod
        def setUpClass(cls):
            super().setUpClass()
            log.clear()
            cls.names = ["class"]

        @classmethod
        def tearDownClass(cls):
            log.append("class")

        def setUp(self) -> None:
            super().setUp()
            log.append("set up")
            self.addCleanup(log.append, "first cleanup")
            patcher = patch("os.getcwd", return_value="/shop")
            self.getcwd = patcher.start()
            self.addCleanup(patcher.stop)

        async def asyncSetUp(self) -> None:
            await super().asyncSetUp()
            self.shop = Shop()
            await self.shop.ping()

        async def asyncTearDown(self) -> None:
            await self.shop.close()

        async def test_a(self):
            import os

            self.assertEqual(os.getcwd(), "/shop")
            self.assertEqual(log, ["set up", "ping"])

        def test_b(self):
            self.assertEqual(log, ["set up", "ping", "close", "first cleanup", "set up", "ping"])

        async def test_c_fails(self):
            self.assertEqual(log.count("ping"), 2)


    class TestOrderSeen(unittest.IsolatedAsyncioTestCase):
        async def test_seen(self):
            self.assertEqual(log[-3:], ["close", "first cleanup", "class"])


    class TestPlainPreparation(unittest.IsolatedAsyncioTestCase):
        def setUp(self):
            self.open = True

        def tearDown(self):
            log.append("tear down")

        async def test_open(self):
            self.assertTrue(self.open)


    class TestTearDownOfAsync(unittest.IsolatedAsyncioTestCase):
        async def asyncSetUp(self):
            self.shop = Shop()
            log.append("async set up")
            if len(log) % 2:
                log.append("even")
                return
            log.append("odd")

        def test_first(self):
            self.assertIsInstance(self.shop, Shop)

        def tearDown(self):
            log.append("late")

        async def test_second(self):
            self.assertEqual(log[-3:-1][-1], "async set up")


    class TestLate(unittest.IsolatedAsyncioTestCase):
        async def test_late(self):
            self.assertEqual(log.count("late"), 2)


    class TestSetUpFails(unittest.IsolatedAsyncioTestCase):
        async def asyncSetUp(self):
            self.addCleanup(log.append, "cleanup of failed")
            raise RuntimeError("on purpose")

        async def asyncTearDown(self):
            log.append("never")

        async def test_never(self):
            log.append("never")


    class TestSetUpFailsBeforeTearDown(unittest.IsolatedAsyncioTestCase):
        async def asyncSetUp(self):
            raise RuntimeError("on purpose")

        def test_never(self):
            log.append("never")

        def tearDown(self):
            log.append("never")


    class TestPlainSetUpFails(unittest.IsolatedAsyncioTestCase):
        def setUp(self):
            raise RuntimeError("on purpose")

        async def asyncSetUp(self):
            log.append("never")

        async def asyncTearDown(self):
            log.append("never")

        async def test_never(self):
            log.append("never")


    class TestTearDownFails(unittest.IsolatedAsyncioTestCase):
        async def asyncTearDown(self):
            raise RuntimeError("on purpose")

        async def test_never(self):
            log.append("before tear down")


    class TestSkipInSetUp(unittest.IsolatedAsyncioTestCase):
        def setUp(self):
            self.skipTest("on purpose")

        async def test_never(self):
            log.append("never")


    class TestClassSetUpFails(unittest.IsolatedAsyncioTestCase):
        @classmethod
        def setUpClass(cls):
            raise RuntimeError("on purpose")

        @classmethod
        def tearDownClass(cls):
            log.append("never")

        async def test_never(self):
            log.append("never")


    class TestWhatNeverHappens(unittest.IsolatedAsyncioTestCase):
        async def test_never(self):
            self.assertNotIn("never", log)
            self.assertIn("cleanup of failed", log)
            self.assertIn("before tear down", log)

        async def test_one_registers(self):
            self.addCleanup(log.append, "by a test")
            self.assertNotIn("by a test", log)

        async def test_two_registered(self):
            self.assertIn("by a test", log)
"""
)

CLEANUPS = (
    LOG
    + """

    import contextlib


    @contextlib.asynccontextmanager
    async def open_shop(name):
        log.append("open " + name)
        await asyncio.sleep(0)
        try:
            yield Shop()
        finally:
            await asyncio.sleep(0)
            log.append("close " + name)


    class TestA(unittest.IsolatedAsyncioTestCase):
        def setUp(self):
            log.clear()
            self.addCleanup(log.append, "at last")

        async def asyncSetUp(self):
            self.shop = await self.enterAsyncContext(open_shop("a"))
            self.addAsyncCleanup(self.shop.close)
            self.getcwd = self.enterContext(patch("os.getcwd", return_value="/shop"))
            self.addCleanup(log.append, "first")

        async def asyncTearDown(self):
            log.append("tear down")

        async def test_a(self):
            self.assertEqual(log, ["open a"])

        def test_b(self):
            import os

            self.assertEqual(log, ["open a"])
            self.assertEqual(os.getcwd(), "/shop")


    class TestB(unittest.IsolatedAsyncioTestCase):
        async def test_log(self):
            self.assertEqual(log, ["open a", "tear down", "first", "close", "close a", "at last"])


    class TestC(unittest.IsolatedAsyncioTestCase):
        async def asyncSetUp(self):
            self.addAsyncCleanup(Shop().close)
            await self.enterAsyncContext(open_shop("c"))
            raise RuntimeError("on purpose")

        async def test_never(self):
            log.append("never")


    class TestD(unittest.IsolatedAsyncioTestCase):
        async def test_a_log(self):
            self.assertEqual(log[-3:], ["open c", "close c", "close"])

        @patch("os.getcwd")
        async def test_b_enters(self, getcwd):
            await self.enterAsyncContext(open_shop("d"))
            self.addCleanup(log.append, "before")
            getcwd.assert_not_called()

        async def test_c_entered(self):
            self.assertEqual(log[-3:], ["open d", "before", "close d"])

        async def test_d_fails_to_clean_up(self):
            async def fail():
                raise RuntimeError("on purpose")

            self.addAsyncCleanup(fail)
"""
)

MOCKS = (
    LOG
    + """

    @patch("os.getcwd", return_value="/shop")
    class MockTests(unittest.IsolatedAsyncioTestCase):
        async def asyncSetUp(self):
            self.shop = Shop()

        @patch.object(Shop, "ping", new_callable=AsyncMock)
        async def test_both(self, ping, getcwd):
            ping.return_value = 7
            self.assertEqual(await self.shop.ping(), 7)
            ping.assert_awaited_once_with()
            getcwd.assert_not_called()

        @mock.patch.dict("os.environ", {"SHOP": "tea"})
        @mock.patch.object(Shop, "limit", 5)
        async def test_nothing_passed(self, getcwd):
            import os

            self.assertEqual((os.environ["SHOP"], self.shop.limit, os.getcwd()), ("tea", 5, "/shop"))

        @patch.object(Shop, "limit", new=6)
        async def test_all(self, *mocks):
            self.assertEqual(len(mocks), 1)
            self.assertEqual(self.shop.limit, 6)

        @patch("os.listdir")
        async def test_cleanup(self, listdir, getcwd):
            self.addCleanup(log.append, "cleanup")
            listdir.assert_not_called()
            self.assertFalse(log)

        def test_plain(self, getcwd):
            self.assertEqual(getcwd(), "/shop")
"""
)

CONFTEST = "import os\n\nos.environ['SHOP'] = 'tea'\n"

SUITES = {
    "assertions": ({"conftest.py": CONFTEST, "test_assertions.py": ASSERTIONS}, 10),
    "fixtures": ({"pyproject.toml": "[tool.pytest.ini_options]\n", "test_fixtures.py": FIXTURES}, 10),
    "cleanups": ({"conftest.py": "", "test_cleanups.py": CLEANUPS}, 6),
    "mocks": ({"test_other.py": "import pytest\n", "test_mocks.py": MOCKS}, 5),
}
