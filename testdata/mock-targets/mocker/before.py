import mod


async def test_pause(mocker):
    sleep = mocker.patch("mod.asyncio.sleep", new_callable=mocker.AsyncMock, return_value=None)
    await mod.pause(2)
    sleep.assert_called_once_with(2)


async def test_object(mocker):
    sleep = mocker.patch.object(
        mod.asyncio,
        "sleep",
    )
    spy = mocker.spy(mod.asyncio, attribute="sleep")
    await mod.pause(2)
