import anyio


def kind(trio, curio):
    if trio:
        name = "trio"
    else:
        name = "anyio"
    if curio:
        name += "+"
    while trio:
        trio = step(trio)
    return name, True


def step(trio):
    return anyio.run(trio)
