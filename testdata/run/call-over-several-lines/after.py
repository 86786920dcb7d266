import anyio


async def main(first, second):
    print(first, second)


anyio.run(main, 1,
                 2)
anyio.run(
    main, 1, 2,
)
anyio.run(
    main,  # why
    1, 2)
