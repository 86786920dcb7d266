USE_TRIO = False
DEBUG = True
