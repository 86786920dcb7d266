#pragma once

#include <expected>
#include <string>
#include <utility>

namespace codemod {

/// An expected failure, told to the user as it stands: the place first
/// (`path`, `path:line`), then what went wrong, then the remedy. No final full
/// stop, no newline.
struct Error {
  std::string message;
  friend bool operator==(const Error&, const Error&) = default;
};

/// A value, or the reason why there is none. Nothing in `engine/` throws across
/// a header; exceptions of libraries are caught where the library is called.
template <class T>
using Result = std::expected<T, Error>;

/// Shorthand for the failing arm of a `Result`.
inline std::unexpected<Error> failure(std::string message) {
  return std::unexpected(Error{std::move(message)});
}

}  // namespace codemod
