import middle

lock = middle.asyncio.Lock()
