def refuse(mock):
    mock.side_effect = TimeoutError()
    errors = (TimeoutError, TimeoutError)
    raise TimeoutError("late") from mock.error(errors)
