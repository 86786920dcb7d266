def work():
    import asyncio
