import asyncio


def refuse(mock):
    mock.side_effect = asyncio.TimeoutError()
    errors = (asyncio.TimeoutError, TimeoutError)
    raise asyncio.TimeoutError("late") from mock.error(errors)
