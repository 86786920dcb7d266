def is_late(error):
    return isinstance(error, TimeoutError)


try:
    raise TimeoutError("late")
except TimeoutError as error:
    print(is_late(error))
