def work():
    import asyncio

    return 1
