import mod


async def test_pause(mocker):
    sleep = mocker.patch("mod.anyio.sleep", new_callable=mocker.AsyncMock, return_value=None)
    await mod.pause(2)
    sleep.assert_called_once_with(2)


async def test_object(mocker):
    sleep = mocker.patch.object(
        mod.anyio,
        "sleep",
    )
    spy = mocker.spy(mod.anyio, attribute="sleep")
    await mod.pause(2)
