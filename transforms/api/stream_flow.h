#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "transforms/api/helper_names.h"
#include "transforms/api/object_groups.h"

namespace asyncio2anyio {

/// What a stream object of asyncio is for.
enum class StreamEnd : std::uint8_t { reader, writer };

/// What the streams of one fix lead to.
enum class StreamKind : std::uint8_t { socket, pipe };

/// One thing that is done with a reader or a writer.
struct StreamUse {
  codemod::ObjectUse use;
  StreamEnd end = StreamEnd::reader;
};

/// Everything that is done with the readers and writers that one fix moves, also in the functions of the file that
/// they are passed to.
class StreamFlow {
 public:
  StreamFlow(StreamKind kind, HelperPlace place, codemod::TransformContext& cx) : kind_(kind), place_(place), cx_(cx) {}

  /// Follows a variable that holds one; its definitions are the caller's business.
  void follow_variable(codemod::BindingId variable, StreamEnd end);
  /// Follows an expression that gives one. Afterwards it is to be written as `name`, where that is not empty.
  void follow_expression(codemod::Node expression, StreamEnd end);
  /// What an expression is to be written as; not for its tests for truth.
  void rename(codemod::Node expression, std::string name) { names_[expression] = std::move(name); }

  [[nodiscard]] const std::vector<StreamUse>& uses() const { return uses_; }
  [[nodiscard]] StreamKind kind() const { return kind_; }
  [[nodiscard]] HelperPlace place() const { return place_; }
  /// Whether an expression is passed to a function that is followed.
  [[nodiscard]] bool is_passed(codemod::Node expression) const;
  /// Whether both follow one parameter.
  [[nodiscard]] bool shares_parameter(const StreamFlow& other) const;
  /// Writes everything for streams of anyio, or says what cannot be.
  [[nodiscard]] std::optional<Obstacle> rewrite(codemod::Fix& fix) const;
  /// What stands for `expression` afterwards; where the text changes, `fix` changes it.
  [[nodiscard]] std::string name_of(codemod::Node expression) const;

 private:
  struct Pass {
    codemod::Node expression;
    codemod::Node call;
    codemod::BindingId parameter;
  };

  [[nodiscard]] std::optional<Pass> pass_of(const codemod::ObjectUse& use) const;
  [[nodiscard]] std::optional<Obstacle> rewrite_parameter(codemod::BindingId parameter, StreamEnd end, codemod::Fix& fix) const;
  [[nodiscard]] bool passes_to(codemod::Node function_name, codemod::BindingId parameter) const;

  StreamKind kind_;
  HelperPlace place_;
  codemod::TransformContext& cx_;
  std::vector<StreamUse> uses_;
  std::vector<Pass> passes_;
  std::map<codemod::BindingId, StreamEnd> variables_;
  std::map<codemod::BindingId, StreamEnd> parameters_;
  std::map<codemod::Node, std::string> names_;
  std::optional<Obstacle> obstacle_;
};

/// The class of anyio that a type annotation is to name, where it names the one of asyncio; the obstacle when it
/// names that among other things.
[[nodiscard]] std::optional<Obstacle> retype_stream(codemod::Node type, StreamEnd end, StreamKind kind, codemod::Fix& fix,
                                                    const codemod::TransformContext& cx);

}  // namespace asyncio2anyio
