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
  if (reference.name == "asyncio.start_server" || reference.name == "asyncio.start_unix_server")
    return "a server of anyio serves only while a task runs it, and gives its handler one stream";
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
      "streams", "Replace `asyncio.open_connection` by `anyio.connect_tcp` where every use is seen",
      R"(`reader, writer = await asyncio.open_connection(host, port)` gives two objects; `anyio.connect_tcp` gives one stream.
The writer becomes the stream, and the reader a `BufferedByteReceiveStream` of it, where both are local variables that are used
in ways that have a counterpart: `readexactly`, `readuntil`, `read` of a certain size, `write`, `writelines`, `drain`,
`write_eof`, `close` and `wait_closed`. Each write is awaited, so that `drain` is not needed. At the end of the connection
`read` gives `b""` as before. `open_unix_connection` becomes `connect_unix` in the same way.

Left alone: servers, which serve in the background in asyncio and in a task of yours in anyio; `readline`, `at_eof`,
iteration over lines, `get_extra_info` and transports; connections with TLS, a limit or other options; readers and writers that
are passed on, returned or stored; functions with handlers for errors of connections.

Unsafe: anyio tries the addresses of a host at the same time, and fails with `OSError` where asyncio fails with
`ConnectionRefusedError`; a connection that breaks raises `BrokenResourceError`, and one that ends too early `IncompleteRead`.
Every write lets other tasks run.)",
      codemod::Safety::unsafe, 57};
};

}  // namespace

std::unique_ptr<const codemod::Transform> make_streams() { return std::make_unique<Streams>(); }

}  // namespace asyncio2anyio
