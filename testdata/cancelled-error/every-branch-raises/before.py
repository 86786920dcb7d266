import asyncio


async def work(step, log):
    try:
        await step()
    except asyncio.CancelledError:
        if log:
            for line in log:
                if not line:
                    continue
                print(line)
            raise
        elif step:
            raise
        else:
            try:
                step.close()
            finally:
                raise
