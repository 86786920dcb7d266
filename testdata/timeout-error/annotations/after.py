from typing import Optional, Type


def remember(error: TimeoutError, kind: Optional[Type[TimeoutError]] = None) -> TimeoutError:
    return error
