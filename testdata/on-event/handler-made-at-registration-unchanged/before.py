from functools import partial

from fastapi import FastAPI

app = FastAPI()


async def connect(url):
    print(url)


app.add_event_handler("startup", partial(connect, "db"))
