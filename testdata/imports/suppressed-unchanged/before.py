import asyncio  # asyncio2anyio: ignore[imports]
