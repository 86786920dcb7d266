import asyncio

import third
from third import *
from before import pause

lock = third.asyncio.Lock()
asyncio.run(pause(1))
