import asyncio

from errors import TEMPORARY, TimeoutError

RETRY = (asyncio.TimeoutError, ValueError)


async def fetch(client):
    try:
        return await asyncio.wait_for(client.get(), 5)
    except RETRY:
        return None


async def fetch_twice(client):
    try:
        return await asyncio.wait_for(client.get(), 5)
    except TEMPORARY:
        return None


async def fetch_thrice(client, errors):
    try:
        return await asyncio.wait_for(client.get(), 5)
    except errors:
        return None


async def own_name(client):
    try:
        return await asyncio.wait_for(client.get(), 5)
    except TimeoutError:
        return None
