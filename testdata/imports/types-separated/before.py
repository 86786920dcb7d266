import shutil

from argparse import ArgumentParser
from asyncio import run
from inspect import signature


async def main(parser: ArgumentParser):
    print(shutil, signature)


run(main(ArgumentParser()))
