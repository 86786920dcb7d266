import asyncio
from unittest import IsolatedAsyncioTestCase


class TestClient(IsolatedAsyncioTestCase):
    async def test_late(self):
        with self.assertRaises(asyncio.TimeoutError):
            await asyncio.wait_for(self.client.get(), 0.1)
