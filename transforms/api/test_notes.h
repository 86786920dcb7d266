#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "transforms/api/test_module.h"

namespace asyncio2anyio {

/// One line of a configuration that is about pytest's plugins for async tests. Besides what
/// `PytestSetting` has: `lost` for a mode whose place is not found, `elsewhere` for an option
/// outside of pytest's section.
struct TestSetting {
  std::string name;  ///< `asyncio_mode`, ….
  std::string value;
  std::uint32_t line = 0;
};

/// Texts joined so that they can be told apart again, and back.
[[nodiscard]] std::string join_fields(const std::vector<std::string>& fields);
[[nodiscard]] std::vector<std::string> split_fields(std::string_view record, char separator = '\t');

/// What the other files of a program have to know of a test module, as plain text, and back.
[[nodiscard]] std::vector<std::string> notes_of(const TestModule& module);
[[nodiscard]] TestModule module_from(std::string path, const std::vector<std::string>& notes);

/// The module as far as a search for words shows it: which fixtures its tests ask for. For files
/// that have nothing of asyncio.
[[nodiscard]] TestModule skim_test_module(std::string_view text);

/// The settings in a `pytest.ini`, `tox.ini`, `setup.cfg` or `pyproject.toml`, which `path` tells
/// apart. The first note says that pytest takes the file for its configuration; nothing when it
/// does not.
[[nodiscard]] std::vector<std::string> notes_of_settings(std::string_view path,
                                                         std::string_view text);
[[nodiscard]] std::vector<TestSetting> settings_from(const std::vector<std::string>& notes);

/// Which test modules are read, not only skimmed: those that speak of pytest-asyncio, or all,
/// because it takes tests without any mark.
enum class TestReading : std::uint8_t { of_marked, of_all };

/// What is to be noted of any file: of test modules, of conftests, of what mentions pytest, and of
/// configurations.
[[nodiscard]] std::vector<std::string> notes_of_file(const std::string& path,
                                                     std::string_view bytes,
                                                     TestReading reading = TestReading::of_marked);

}  // namespace asyncio2anyio
