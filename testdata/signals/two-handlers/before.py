import asyncio
import signal


def report(name, stop):
    print(name)
    stop.set()


async def main():
    """Wait for a signal."""
    loop = asyncio.get_event_loop()
    stop = asyncio.Event()
    try:
        loop.add_signal_handler(signal.SIGTERM, report, "term", stop)
    except NotImplementedError:
        pass
    # the other one
    loop.add_signal_handler(signal.SIGHUP, lambda: report("hup", stop))
    await stop.wait()
    if stop.is_set():
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))
