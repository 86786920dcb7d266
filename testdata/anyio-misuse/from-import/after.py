from typing import Optional

import asyncio
from anyio import sleep


async def close(writer: Optional[asyncio.StreamWriter]) -> None:
    await sleep(1)
    if isinstance(writer, asyncio.StreamWriter):
        await writer.wait_closed()
