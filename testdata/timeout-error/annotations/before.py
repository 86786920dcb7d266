import asyncio
from typing import Optional, Type


def remember(error: asyncio.TimeoutError, kind: Optional[Type[asyncio.TimeoutError]] = None) -> asyncio.TimeoutError:
    return error
