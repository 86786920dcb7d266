#include <algorithm>

#include "engine/syntax/context.h"
#include "engine/transform/transform.h"
#include "transforms/api/rewriting.h"
#include "transforms/api/stream_errors.h"
#include "transforms/api/stream_source.h"

namespace asyncio2anyio {
namespace {

using codemod::Fix;
using codemod::Reference;
using codemod::ReferenceKind;
using codemod::TransformContext;

/// A source of streams that can move as far as is known, with everything that it leads to.
struct Candidate {
  std::unique_ptr<StreamSource> source;
  StreamFlow flow;
  std::optional<Obstacle> obstacle;
  bool is_done = false;
};

bool moves_with(const Candidate& one, const Candidate& other) {
  const bool same_handler = one.source->handler() && one.source->handler() == other.source->handler();
  return same_handler || one.flow.shares_parameter(other.flow);
}

using Group = std::vector<Candidate*>;

/// Moves the sources of one group in one fix, or keeps them all.
class Migration {
 public:
  Migration(const Group& group, TransformContext& cx)
      : group_(group), cx_(cx), flow_(StreamKind::socket, group.front()->flow.place(), cx) {
    fix_.safety = codemod::Safety::unsafe;
    fix_.title = "use a stream of anyio, which both reads and writes";
  }

  void run() {
    if (const auto obstacle = build()) {
      for (const Candidate* candidate : group_) candidate->source->keep(*obstacle);
      return;
    }
    cx_.propose(std::move(fix_));
  }

 private:
  std::optional<Obstacle> build() {
    for (const Candidate* candidate : group_)
      if (candidate->obstacle) return candidate->obstacle;
    std::vector<codemod::Node> opened;
    for (const Candidate* candidate : group_) {
      if (auto obstacle = candidate->source->follow(flow_)) return obstacle;
      if (const codemod::Node call = candidate->source->opening()) opened.push_back(call);
    }
    for (const Candidate* candidate : group_)
      if (auto obstacle = candidate->source->rewrite(fix_)) return obstacle;
    if (auto obstacle = flow_.rewrite(fix_)) return obstacle;
    if (auto obstacle = rewrite_stream_errors(flow_, opened, fix_, cx_)) return obstacle;
    drop_indentation_of_removed_lines(fix_);
    return std::nullopt;
  }

  const Group& group_;
  TransformContext& cx_;
  StreamFlow flow_;
  Fix fix_;
};

std::vector<Candidate> candidates(TransformContext& cx) {
  std::vector<Candidate> found;
  const auto add = [&](std::string_view name, const auto& make) {
    for (const std::uint32_t index : cx.named(name)) {
      const Reference& reference = cx.reference(index);
      Candidate candidate{make(index, cx), StreamFlow(StreamKind::socket, {reference.node, reference.root}, cx), {}};
      candidate.obstacle = candidate.source->follow(candidate.flow);
      found.push_back(std::move(candidate));
    }
  };
  for (const std::string_view name : {"asyncio.open_connection", "asyncio.open_unix_connection"}) add(name, make_connection);
  for (const std::string_view name : {"asyncio.start_server", "asyncio.start_unix_server"}) add(name, make_server);
  return found;
}

/// Adds everything that moves with `first`, directly or through others.
Group group_of(Candidate& first, std::vector<Candidate>& all) {
  Group group{&first};
  first.is_done = true;
  for (std::size_t i = 0; i < group.size(); ++i)
    for (Candidate& other : all)
      if (!other.is_done && moves_with(*group[i], other)) {
        other.is_done = true;
        group.push_back(&other);
      }
  return group;
}

std::string reason_for(const Reference& reference) {
  if (reference.kind == ReferenceKind::name && !reference.certain)
    return "the name may also stand for something else";
  if (reference.kind == ReferenceKind::method) return "it belongs to a stream or server that stays";
  if (reference.kind == ReferenceKind::adjacent || codemod::in_annotation(reference.node))
    return "it annotates a stream that stays, or one that is not made in this file";
  if (reference.name == "asyncio.IncompleteReadError" || reference.name == "asyncio.LimitOverrunError")
    return "the exception belongs to a stream that stays, or one that is not made in this file";
  return "anyio has no counterpart that could take its place here";
}

class Streams final : public codemod::Transform {
 public:
  [[nodiscard]] const codemod::TransformInfo& info() const override { return kInfo; }

  void run(TransformContext& cx) const override {
    std::vector<Candidate> all = candidates(cx);
    for (Candidate& candidate : all)
      if (!candidate.is_done) Migration(group_of(candidate, all), cx).run();
    for (std::uint32_t index = 0; index < cx.references().size(); ++index) {
      const Reference& reference = cx.reference(index);
      const bool mine = cx.knowledge().responsible(reference.name).transform == kInfo.name;
      if (mine && !cx.is_decided(index)) cx.keep(index, reason_for(reference));
    }
  }

 private:
  static constexpr codemod::TransformInfo kInfo{
      "streams", "Replace connections and servers of asyncio by streams of anyio where every use is seen",
      R"(`reader, writer = await asyncio.open_connection(host, port)` gives two objects; `anyio.connect_tcp` gives one stream.
The writer becomes the stream, and the reader a `BufferedByteReceiveStream` of it, where both are local variables. They may be passed to
functions of the file that are given such streams only. `open_unix_connection` becomes `connect_unix` in the same way.

| asyncio | anyio |
|---|---|
| `await reader.readline()`, `async for line in reader` | `await _read_line(reader)`, `async for line in _read_lines(reader)` |
| `await reader.read()` | `b"".join([chunk async for chunk in reader])` |
| `await reader.read(n)` | `await reader.receive(n)`, with `b""` at the end as before |
| `await reader.readexactly(n)`, `await reader.readuntil(b";")` | `await reader.receive_exactly(n)`, `await reader.receive_until(b";", 65536) + b";"` |
| `writer.write(data)`, `writer.writelines(parts)` | `await writer.send(data)`, `await writer.send(b"".join(parts))`; `drain` goes |
| `writer.write_eof()`, `writer.close()` | `await writer.send_eof()`, `await writer.aclose()`; `wait_closed` goes |
| `writer.get_extra_info("peername")` | `writer.extra(SocketAttribute.remote_address)` |

The functions with an underscore are defined once per file. Handlers in the file for broken and refused connections and for reads that end too early are
told what anyio raises: `BrokenResourceError`, `OSError`, `IncompleteRead`, `DelimiterNotFound`.

`server = await asyncio.start_server(handle, host, port)` becomes `anyio.create_tcp_listener`, and `handle(reader, writer)` takes the stream.
`server.serve_forever()` becomes `server.serve(_isolated(handle))`: a handler that fails is logged, and does not end the server. A server that
nothing serves in the foreground is served by a task group, around the block of its `async with` or what stands between its start and its `close()`.

Left alone: `at_eof`, `is_closing`, `can_write_eof`, transports, `start_tls`; other options than an address and TLS; readers and writers that are returned or stored,
and those that asyncio makes for somebody else; handlers that ask an exception for details (`partial`); servers that are held by attributes, and
callback protocols.

Unsafe: anyio tries the addresses of a host at the same time, and fails with `OSError` where asyncio fails with
`ConnectionRefusedError`; reading from a stream that was closed here raises `ClosedResourceError` instead of giving nothing; a line may be longer than 64 KiB; IPv6
addresses are pairs. Every write lets other tasks run. When a server ends, the connections that it still handles are cancelled, and what ends it in the background is
raised as a group.)",
      codemod::Safety::unsafe, 57};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_streams() { return std::make_unique<Streams>(); }

}  // namespace asyncio2anyio
