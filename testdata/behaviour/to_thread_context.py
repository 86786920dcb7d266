# after: anyio only
import asyncio
import contextvars

user = contextvars.ContextVar("user", default="nobody")


def who():
    return user.get()


async def main():
    user.set("somebody")
    print(await asyncio.to_thread(who))
    pending = asyncio.to_thread(who)
    user.set("another")
    print(await pending)


asyncio.run(main())
