class Names:
    import asyncio
