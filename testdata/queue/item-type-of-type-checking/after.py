from __future__ import annotations

import anyio
import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from library import Event


class Feed:
    def __init__(self):
        self.events_send, self.events_receive = anyio.create_memory_object_stream["Event | None"](math.inf)
        self.names_send, self.names_receive = anyio.create_memory_object_stream[dict[str, int]](math.inf)
        self.rest_send, self.rest_receive = anyio.create_memory_object_stream["Event"](5)

    async def next(self):
        return await self.events_receive.receive(), await self.names_receive.receive(), await self.rest_receive.receive()
