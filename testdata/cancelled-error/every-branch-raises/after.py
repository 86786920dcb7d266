import anyio


async def work(step, log):
    try:
        await step()
    except anyio.get_cancelled_exc_class():
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
