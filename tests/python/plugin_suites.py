"""Test suites under pytest-asyncio, with what is to become of them."""

from plugin_runs import Suite

MARKS = """
    import asyncio

    import pytest
    from pytest import mark as m

    on_loop = pytest.mark.asyncio


    @pytest.mark.asyncio
    async def test_bare():
        await asyncio.sleep(0)


    @pytest.mark.asyncio()
    async def test_called():
        await asyncio.sleep(0)


    @m.asyncio(loop_scope="function")
    async def test_with_argument():
        await asyncio.sleep(0)


    @on_loop
    async def test_by_variable():
        await asyncio.sleep(0)


    @pytest.mark.parametrize("number", [1, 2, 3])
    @pytest.mark.asyncio
    async def test_parametrized(number):
        assert number < 3


    @pytest.mark.asyncio
    @pytest.mark.xfail(raises=ValueError, strict=True)
    async def test_fails_as_expected():
        raise ValueError


    @pytest.mark.asyncio
    async def test_skips_itself():
        pytest.skip("not today")


    @pytest.mark.asyncio
    async def test_fails():
        raise RuntimeError("on purpose")


    @pytest.mark.asyncio
    async def test_times_out():
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(asyncio.sleep(10), 0.01)


    @pytest.mark.asyncio
    async def test_is_cancelled():
        task = asyncio.ensure_future(asyncio.sleep(10))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


    @pytest.mark.asyncio
    def test_is_plain():
        assert True


    @pytest.mark.asyncio
    class TestClass:
        async def test_method(self):
            await asyncio.sleep(0)

        def test_plain_method(self):
            assert True

        class TestInner:
            async def test_inner_method(self):
                await asyncio.sleep(0)


    class TestOther:
        pytestmark = [m.asyncio]

        async def test_method(self):
            await asyncio.sleep(0)
"""

CONFTEST = """
    import pytest
    import pytest_asyncio

    log = []


    @pytest_asyncio.fixture
    async def server():
        log.append("up")
        yield {"port": 1}
        log.append("down")


    @pytest.fixture
    def port(server):
        return server["port"]


    @pytest_asyncio.fixture(name="user", params=["ann", "bob"])
    async def make_user(request, server):
        return request.param + str(server["port"])


    @pytest.fixture
    def events():
        return log
"""

IN_FOLDER = """
    import pytest
    import pytest_asyncio

    pytestmark = pytest.mark.asyncio


    @pytest_asyncio.fixture
    async def server(server):
        yield {**server, "inner": True}


    async def test_inner_server(server):
        assert server == {"port": 1, "inner": True}


    async def test_port(port):
        assert port == 1


    @pytest.mark.usefixtures("user")
    async def test_uses(events):
        assert events[-1] == "up"
"""

AT_TOP = """
    import pytest


    @pytest.mark.asyncio
    async def test_user(user):
        assert user in {"ann1", "bob1"}


    def test_is_plain():
        assert True
"""

SCOPES = """
    import asyncio

    import pytest
    import pytest_asyncio

    made = []


    @pytest_asyncio.fixture(scope="module")
    async def shared():
        made.append("shared")
        yield made
        made.append("gone")


    @pytest_asyncio.fixture(scope="class")
    async def of_class(shared):
        made.append("class")
        return len(made)


    @pytest.mark.asyncio
    class TestScopes:
        async def test_first(self, of_class):
            await asyncio.sleep(0)
            assert made == ["shared", "class"]

        async def test_second(self, of_class):
            assert made == ["shared", "class"]


    @pytest.mark.asyncio
    async def test_third(shared):
        assert made == ["shared", "class"]
"""

INHERITED = """
    import pytest
    import pytest_asyncio


    class Base:
        size = 1

        @pytest_asyncio.fixture(autouse=True)
        async def prepare(self):
            self.ready = True
            yield

        @pytest.mark.asyncio
        async def test_size(self):
            assert self.size and self.ready


    class TestSmall(Base):
        pass


    class TestLarge(Base):
        size = 100

        @pytest.mark.asyncio
        async def test_is_large(self):
            assert self.size > 1 and self.ready
"""

ON_BOTH = """
    import anyio
    import pytest


    @pytest.mark.anyio
    async def test_on_both():
        await anyio.sleep(0)
"""

PLAIN = """
    import pytest


    @pytest.mark.asyncio
    async def test_on_asyncio():
        import asyncio

        await asyncio.sleep(0)
"""

AUTO = """
    import asyncio

    import pytest
    import pytest_asyncio


    @pytest.fixture
    async def plain():
        return 1


    @pytest_asyncio.fixture
    async def marked():
        return 2


    async def test_plain(plain, marked):
        assert plain + marked == 3


    @pytest.mark.asyncio
    async def test_marked(marked):
        assert marked == 2
"""

HOOK = """
    import pytest
    from pytest_asyncio import is_async_test


    def pytest_collection_modifyitems(items):
        for item in items:
            if is_async_test(item):
                item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
"""

SHARED_LOOP = """
    import asyncio

    import pytest

    loops = set()


    @pytest.mark.asyncio
    async def test_first():
        loops.add(asyncio.get_running_loop())


    @pytest.mark.asyncio
    async def test_second():
        loops.add(asyncio.get_running_loop())
        assert len(loops) == 1
"""

OF_PARAMETERS = """
    import pytest


    @pytest.mark.parametrize("number", [pytest.param(1, marks=pytest.mark.asyncio), pytest.param(2, marks=pytest.mark.asyncio)])
    async def test_parameter(number):
        assert number


    class TestStatic:
        @staticmethod
        @pytest.mark.asyncio
        async def test_static():
            assert True
"""

WITH_PLAIN_USER = """
    import pytest


    def test_plain(server):
        assert server["port"] == 1


    @pytest.mark.asyncio
    async def test_async(server):
        assert server["port"] == 1
"""

HYPOTHESIS = """
    import pytest
    from hypothesis import given, settings, strategies


    @settings(max_examples=5)
    @given(number=strategies.integers())
    @pytest.mark.asyncio
    async def test_adds(number):
        assert number + 1 > number
"""

SUITES = {
    "marks": Suite({"test_marks.py": MARKS}, moved=True, passed=13, expected=("def anyio_backend",)),
    "pytestmark": Suite({"test_a.py": MARKS.replace("on_loop = ", "pytestmark = on_loop = ")}, moved=False, passed=13),
    "conftest": Suite(
        {"tests/conftest.py": CONFTEST, "tests/inner/test_in.py": IN_FOLDER, "tests/test_top.py": AT_TOP},
        moved=True,
        passed=7,
    ),
    "two-conftests": Suite(
        {
            "tests/conftest.py": CONFTEST,
            "tests/inner/conftest.py": "import pytest\n",
            "tests/inner/test_in.py": IN_FOLDER,
            "tests/test_top.py": AT_TOP,
        },
        moved=True,
        passed=7,
        kept=("tests/inner/conftest.py",),
    ),
    "plain-conftest": Suite(
        {"conftest.py": "import os\n\nos.environ['SHOP'] = 'tea'\n", "a/test_a.py": PLAIN, "b/test_b.py": PLAIN},
        moved=True,
        passed=2,
        kept=(),
        expected=("import pytest\n",),
    ),
    "strict": Suite(
        {
            "pyproject.toml": '[tool.pytest.ini_options]\nasyncio_mode = "strict"\n'
            'asyncio_default_fixture_loop_scope = "function"\naddopts = "--strict-markers"\n',
            "test_marks.py": MARKS,
        },
        moved=True,
        passed=13,
    ),
    "scopes": Suite(
        {"test_scopes.py": SCOPES}, moved=True, options=("--unsafe",), passed=3, expected=('(scope="module")',)
    ),
    "scopes-held-back": Suite({"test_scopes.py": SCOPES}, moved=False, passed=3, kept=("test_scopes.py",)),
    "inherited": Suite({"test_inherited.py": INHERITED}, moved=True, passed=3),
    "beside-anyio": Suite(
        {"conftest.py": "import pytest\n", "test_both.py": ON_BOTH, "test_plain.py": PLAIN},
        moved=True,
        passed=3,
        kept=("conftest.py", "test_both.py"),
    ),
    "with-anyio": Suite({"test_mixed.py": PLAIN + ON_BOTH}, moved=False, passed=3, kept=("test_mixed.py",)),
    "auto": Suite(
        {"pytest.ini": "[pytest]\nasyncio_mode = auto\n", "test_auto.py": AUTO},
        moved=True,
        passed=2,
        expected=("def anyio_backend",),
    ),
    "auto-by-option": Suite(
        {"setup.cfg": "[tool:pytest]\naddopts = --asyncio-mode=auto\n", "test_auto.py": AUTO},
        moved=True,
        passed=2,
        expected=("def anyio_backend",),
    ),
    "hook": Suite({"conftest.py": HOOK, "test_loop.py": SHARED_LOOP}, moved=False, passed=2, kept=("test_loop.py",)),
    "shared-loop": Suite(
        {"tox.ini": "[pytest]\nasyncio_default_test_loop_scope = module\n", "test_loop.py": SHARED_LOOP},
        moved=False,
        passed=2,
        kept=("test_loop.py",),
    ),
    "parameters": Suite({"test_parameters.py": OF_PARAMETERS}, moved=False, passed=3, kept=("test_parameters.py",)),
    "plain-user": Suite(
        {"conftest.py": CONFTEST, "test_server.py": WITH_PLAIN_USER, "test_plain.py": PLAIN}, moved=False, passed=3
    ),
    "hypothesis": Suite({"test_numbers.py": HYPOTHESIS}, moved=True, options=("--unsafe",), passed=1),
}
