import anyio
import shutil

from argparse import ArgumentParser
from inspect import signature


async def main(parser: ArgumentParser):
    print(shutil, signature)


anyio.run(main, ArgumentParser())
