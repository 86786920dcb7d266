#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "transforms/api/stream_flow.h"

namespace asyncio2anyio {

/// Whether a member of a process is one of its pipes.
[[nodiscard]] bool is_pipe(std::string_view member);

/// What is done with the pipes of one process that stays open: `process.stdin`, `stdout` and `stderr`.
class ProcessPipes {
 public:
  ProcessPipes(const codemod::TrackedObject& process, codemod::TransformContext& cx) : process_(process), cx_(cx) {}

  /// Adds everything that is done with the pipes to `flow`.
  [[nodiscard]] std::optional<Obstacle> follow(StreamFlow& flow);
  /// Makes the buffers that reading takes, and names them in `flow`.
  [[nodiscard]] std::optional<Obstacle> hold(StreamFlow& flow, codemod::Fix& fix) const;
  /// Whether something reads through a buffer; known after `follow`.
  [[nodiscard]] bool is_buffered(const StreamFlow& flow) const;

 private:
  struct Pipe {
    std::vector<codemod::Node> places;   ///< `process.stdout`, wherever it is used.
    std::vector<codemod::Node> aliases;  ///< Where it is stored under another name.
  };

  [[nodiscard]] bool needs_buffer(const Pipe& pipe, const StreamFlow& flow) const;
  [[nodiscard]] std::optional<Obstacle> name_buffer(std::string_view member, const Pipe& pipe, StreamFlow& flow,
                                                    std::map<codemod::Node, std::vector<std::string>>& lines, const std::string& buffered) const;
  [[nodiscard]] std::string free_variable(std::string_view member) const;
  [[nodiscard]] bool is_taken(std::string_view name, bool is_attribute) const;

  const codemod::TrackedObject& process_;
  codemod::TransformContext& cx_;
  std::map<std::string_view, Pipe> pipes_;
};

}  // namespace asyncio2anyio
