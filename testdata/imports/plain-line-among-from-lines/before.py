import os
import sys
from argparse import ArgumentParser
from asyncio import run, sleep
from functools import reduce


async def main():
    await sleep(1)
    print(os, sys, ArgumentParser, reduce)


run(main())
