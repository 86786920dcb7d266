import anyio
import os
import sys
from argparse import ArgumentParser
from functools import reduce


async def main():
    await anyio.sleep(1)
    print(os, sys, ArgumentParser, reduce)


anyio.run(main)
