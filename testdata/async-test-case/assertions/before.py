import unittest
from unittest import IsolatedAsyncioTestCase

import pytest


class TestAssertions(IsolatedAsyncioTestCase):
    maxDiff = None

    async def check(self, shop, *, teas):
        self.assertEqual(await shop.teas(), teas, f"of {shop}")

    async def test_operands(self):
        a, b = 1, 2
        self.assertEqual(a == b, False)
        self.assertEqual(a if b else None, a)
        self.assertNotEqual(a or b, not b)
        self.assertFalse(a > b)
        self.assertFalse(a and not b)
        self.assertTrue(c := a)
        self.assertTrue(tea for tea in [c])
        self.assertIsNotNone(lambda: None)
        self.assertIs(a, c)
        self.assertIsNot(a, None, msg="never")
        self.assertNotIn(a, (b,))
        self.assertNotIsInstance(a, (str, bytes))
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        self.assertNotAlmostEqual(0.1 << 2 if b else a, 0.3, places=2)
        self.assertRegex("tea", r"t.a")
        self.assertGreaterEqual(b, a); self.assertLess(a, b)
        if a: self.assertLessEqual(a, b)

    async def test_lines(self):
        teas = {"green": 1}
        self.assertEqual(
            teas["green"],
            1,
        )
        self.assertDictEqual(teas, {
            "green": 1,
        })
        self.assertEqual(
            {
                "green": 1,
            },
            teas,
        )
        self.assertEqual(
            teas["green"] +
            1,  # the other one
            2,
        )
        self.assertListEqual(
            [tea for tea in teas if tea.startswith("g") and not tea.endswith("x")],
            ["green"],
            "there are more teas than the shop should have: "
            "look at the list of them",
        )
        self.assertIsInstance(
            teas,
            dict,
            "what the shop has to offer is not a dictionary, so it cannot be compared",
        )

    async def test_raises(self):
        with self.assertRaises((KeyError, ValueError)) as first, self.assertRaisesRegex(
            TypeError, "tea"
        ):
            raise KeyError("tea")
        self.assertEqual(first.exception.args[0], "tea")
        self.assertRaises(ValueError, int, "tea", base=10)
        self.assertRaises(ValueError, lambda: int("tea"))
        self.assertRaises(ValueError, str, int("1"))
        if pytest: self.assertRaises(ValueError, int, "tea")

    async def test_outcomes(self):
        self.skipTest("not today")
        try:
            self.fail()
        except Exception:
            self.fail("caught")
