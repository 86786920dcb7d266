import typing


class Request(typing.Coroutine[None, None, int]):
    """Looks like a coroutine."""
