#include "transforms/api/stream_helpers.h"

#include <array>

#include "transforms/api/asyncio_names.h"

namespace asyncio2anyio {
namespace {

struct HelperText {
  std::string_view name;
  std::string_view text;  // `{anyio}` and the like stand for what the module calls them
};

constexpr auto kTexts = std::to_array<HelperText>({
    {"_read", R"(async def {name}(stream, max_bytes):
    """Read up to so many bytes, or nothing at the end of the stream."""
    try:
        return await stream.receive(max_bytes)
    except {anyio}.EndOfStream:
        return b"")"},
    {"_read_all", R"(async def {name}(stream):
    """Read up to the end of the stream."""
    return b"".join([chunk async for chunk in stream]))"},
    {"_read_line", R"(async def {name}(stream):
    """Read a line with its newline, or what is left at the end of the stream."""
    try:
        return await stream.receive_until(b"\n", 65536) + b"\n"
    except {anyio}.IncompleteRead:
        return await stream.receive_exactly(len(stream.buffer)))"},
    {"_read_lines", R"(async def {name}(stream):
    """Yield lines with their newlines, and what is left at the end of the stream."""
    try:
        while True:
            yield await stream.receive_until(b"\n", 65536) + b"\n"
    except {anyio}.IncompleteRead:
        if stream.buffer:
            yield await stream.receive_exactly(len(stream.buffer)))"},
    {"_communicate", R"(async def {name}(process, data=None):
    """Give a process its input, read all that it writes, and wait until it ends."""

    async def write(stream):
        try:
            if data:
                await stream.send(data)
        except (BrokenPipeError, ConnectionResetError, {anyio}.BrokenResourceError):
            pass
        await stream.aclose()

    async def read(stream, chunks):
        async for chunk in stream:
            chunks.append(chunk)

    stdout, stderr = [], []
    async with {anyio}.create_task_group() as tg:
        if process.stdin:
            tg.start_soon(write, process.stdin)
        if process.stdout:
            tg.start_soon(read, process.stdout, stdout)
        if process.stderr:
            tg.start_soon(read, process.stderr, stderr)
    await process.wait()
    return (
        b"".join(stdout) if process.stdout else None,
        b"".join(stderr) if process.stderr else None,
    ))"},
    {"_isolated", R"(def {name}(handler):
    """Let a handler of connections that fails end its own connection only."""

    async def handle(stream):
        try:
            await handler(stream)
        except Exception:
            {logging}.getLogger(__name__).exception("Unhandled exception in a handler of connections")
            await stream.aclose()

    return handle)"},
});

}  // namespace

std::optional<std::string> need_stream_helper(codemod::Fix& fix, StreamHelper helper, HelperPlace place,
                                              codemod::TransformContext& cx) {
  const HelperText& row = kTexts[static_cast<std::size_t>(helper)];
  std::string text(row.text);
  const bool filled = !shadows_builtin(text, cx) && fill_name(text, "anyio", {}, fix, place, cx) &&
                      fill_name(text, "logging", {}, fix, place, cx);
  if (!filled) return std::nullopt;
  return cx.need_definition(fix, place.node, place.root, row.name, text);
}

}  // namespace asyncio2anyio
