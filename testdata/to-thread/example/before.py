import asyncio


async def load(path):
    text = await asyncio.to_thread(path.read_text, "utf-8")
    return await asyncio.to_thread(parse, text, strict=True)
