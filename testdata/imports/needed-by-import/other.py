from before import asyncio, pause

lock = asyncio.Lock()
