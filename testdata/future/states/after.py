import anyio


async def main():
    future = anyio.Future()
    done = [future.status is not anyio.Future.Status.PENDING, future.status is anyio.Future.Status.PENDING]
    if future.status is anyio.Future.Status.CANCELLED or (future.status is not anyio.Future.Status.PENDING) is True:
        print(future.return_value)
    future.return_value = {
        "key": 1,
    }
    return done, future.exception
