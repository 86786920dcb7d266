def register(app):
    @app.on_event("shutdown")
    async def stop():
        print("stop")
