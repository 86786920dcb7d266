from before import *
