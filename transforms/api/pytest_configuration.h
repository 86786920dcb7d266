#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/source/text_range.h"

namespace asyncio2anyio {

/// A setting that is about pytest's plugins for async tests, or an option to the same effect in
/// `addopts`, which goes by the name of the setting.
struct PytestSetting {
  std::string name;   ///< `asyncio_mode`, …; `-p` for the plugin pytest-asyncio itself.
  std::string value;  ///< Without quotes.
  std::uint32_t line = 0;
  codemod::TextRange word;  ///< What `anyio` takes the place of; empty when it is not found.
  bool suppressed = false;  ///< By a comment in its line, in the line above, or for the file.
};

/// What a configuration says to pytest.
struct PytestConfiguration {
  bool counts = false;  ///< Pytest takes the file for its configuration.
  std::vector<PytestSetting> settings;
  std::uint32_t elsewhere = 0;  ///< A line that has `--asyncio-mode` for another program; 0 for none.

  /// Whether pytest-asyncio takes every async test.
  [[nodiscard]] bool is_auto() const;
};

/// The names of such files; pytest takes the first that a folder has.
[[nodiscard]] const std::vector<std::string_view>& pytest_configuration_names();
[[nodiscard]] bool is_pytest_configuration(std::string_view path);

/// Reads a configuration; the name of the file says how. One that cannot be parsed has an
/// `asyncio_mode` of `unreadable` when it speaks of one.
[[nodiscard]] PytestConfiguration read_pytest_configuration(std::string_view path,
                                                            std::string_view text);

}  // namespace asyncio2anyio
