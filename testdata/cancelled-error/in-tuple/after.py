import anyio


async def work(step):
    try:
        await step()
    except (KeyError, anyio.get_cancelled_exc_class()):
        print("gone")
        raise
    except Exception:
        return None
