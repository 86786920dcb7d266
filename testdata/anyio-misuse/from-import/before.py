from typing import Optional

from anyio import StreamWriter, sleep


async def close(writer: Optional[StreamWriter]) -> None:
    await sleep(1)
    if isinstance(writer, StreamWriter):
        await writer.wait_closed()
