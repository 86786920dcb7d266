import before

lock = getattr(before, "asyncio").Lock()
