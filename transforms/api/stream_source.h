#pragma once

#include <memory>
#include <optional>
#include <string>

#include "transforms/api/stream_flow.h"

namespace asyncio2anyio {

/// A call of asyncio that gives readers and writers: one that opens a connection, or one that starts a server.
class StreamSource {
 public:
  virtual ~StreamSource() = default;
  /// The reference to the function that is called.
  [[nodiscard]] virtual std::uint32_t reference() const = 0;
  /// Checks the form of the call and adds what it gives to `flow`; says why that cannot move.
  [[nodiscard]] virtual std::optional<Obstacle> follow(StreamFlow& flow) = 0;
  /// Writes the call, and what belongs to it alone.
  [[nodiscard]] virtual std::optional<Obstacle> rewrite(codemod::Fix& fix) = 0;
  /// The call, where it opens a connection itself; null for servers.
  [[nodiscard]] virtual codemod::Node opening() const { return {}; }
  /// The function that every source with the same one moves together with; null for none.
  [[nodiscard]] virtual codemod::Node handler() const { return {}; }
  /// Leaves everything alone that belongs to the call.
  virtual void keep(const Obstacle& obstacle) = 0;
};

/// `reader, writer = await asyncio.open_connection(...)` or `asyncio.open_unix_connection(...)`.
[[nodiscard]] std::unique_ptr<StreamSource> make_connection(std::uint32_t reference, codemod::TransformContext& cx);
/// `server = await asyncio.start_server(...)` or `asyncio.start_unix_server(...)`.
[[nodiscard]] std::unique_ptr<StreamSource> make_server(std::uint32_t reference, codemod::TransformContext& cx);

}  // namespace asyncio2anyio
