from before import *

asyncio = None
