import before
from before import OLD_PYTHON

print(OLD_PYTHON)
