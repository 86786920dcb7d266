import os


async def work():
    '''Does it.'''
    return os


async def nothing():
    pass
