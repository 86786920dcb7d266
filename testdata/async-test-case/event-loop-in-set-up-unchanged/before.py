import asyncio
from unittest import IsolatedAsyncioTestCase

import pytest


class TestShop(IsolatedAsyncioTestCase):
    def setUp(self):
        self.loop = asyncio.get_event_loop()

    async def test_open(self):
        self.assertTrue(self.loop.is_running())
