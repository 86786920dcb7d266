from fastapi import FastAPI

app = FastAPI()


def note():
    print("note")


for event in ("startup", "shutdown"):
    app.add_event_handler(event, note)

app.add_event_handler("startup", note)
