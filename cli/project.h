#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "engine/support/version.h"

namespace asyncio2anyio {

/// What the project that the code belongs to says about the versions it supports.
struct Project {
  std::string path;                        ///< The `pyproject.toml`; empty when there is none.
  std::string warning;                     ///< Why it could not be understood; empty when it could.
  std::optional<codemod::Version> python;  ///< Lower bound.
  std::optional<codemod::Version> anyio;   ///< Lower bound.
  bool depends_on_anyio = false;           ///< With or without a bound.
};

/// Reads the nearest `pyproject.toml` at or above `start`, a file or a folder that need not exist.
[[nodiscard]] Project read_project(const std::filesystem::path& start);

/// What the text of a `pyproject.toml` says: `[project]` first, Poetry's table where that is
/// silent.
[[nodiscard]] Project parse_project(std::string_view text, std::string path);

/// The lowest release that a version specifier admits, as far as major and minor go:
/// `>=3.11`, `>=3.10,<4`, `~=3.11`, `==3.12.*`, and Poetry's `^3.11` and `3.8 || ^3.11`.
/// Nothing when it has no lower bound.
[[nodiscard]] std::optional<codemod::Version> lower_bound(std::string_view specifier);

}  // namespace asyncio2anyio
