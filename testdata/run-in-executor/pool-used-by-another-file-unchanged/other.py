from before import pool


def start(function):
    pool.submit(function)
