from asyncio import CancelledError

__all__ = ["CancelledError"]
