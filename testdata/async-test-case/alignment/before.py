from unittest import IsolatedAsyncioTestCase

import pytest

from shop import ask


class TestShop(IsolatedAsyncioTestCase):
    async def test_aligned(self):
        teas = await ask("tea")
        self.assertEqual(teas, [("green", 1),
                                ("black", 2)])
        self.assertEqual(ask("tea",
                             "coffee"), ask("coffee",
                                            "tea"))
        self.assertTrue((not teas) or
                        all(teas))
        self.assertEqual(await ask("the tea that is in the shop", "and the coffee"),
                         await ask("the coffee that is in the shop", "and the tea"))
        self.assertIsInstance(await ask("the tea that is in the shop", "and the coffee"),
                              (str, int), "what the shop has is neither a text nor a number")
        self.assertEqual(teas, ("""
            green
        """
                                "black"))
        with self.assertRaisesRegex(ValueError,
                                    "tea"):
            ask()
        self.assertEqual(ask(
            "tea",
        ), 2)
        self.assertEqual(
            await ask("the tea that is in the shop", "and the coffee that is there"),
            {
                "green": 1,
            },
        )
