import anyio
from functools import partial


async def main(first, second, third=None):
    print(first, second, third)


anyio.run(
    main,
    1,  # the first
    # and the second
    [
        2,
    ],
)
anyio.run(
    main,
    "a",
    "b"
)
anyio.run(
    partial(
        main,
        1,
        2,
        third=3,  # by name
    )
)
