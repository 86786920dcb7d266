import anyio
from functools import partial


async def load(path):
    text = await anyio.to_thread.run_sync(path.read_text, "utf-8", abandon_on_cancel=True)
    return await anyio.to_thread.run_sync(partial(parse, text, strict=True), abandon_on_cancel=True)
