#include "transforms/api/pytest_configuration.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace asyncio2anyio {
namespace {

using codemod::TextRange;

constexpr std::string_view kMode = "asyncio_mode";
constexpr std::string_view kModeOption = "--asyncio-mode";
constexpr std::string_view kAsyncio = "asyncio";

constexpr auto kSettings = std::to_array<std::string_view>(
    {kMode, "asyncio_default_fixture_loop_scope", "asyncio_default_test_loop_scope", "anyio_mode",
     "python_files", "python_classes", "python_functions"});

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::uint32_t offset_in(std::string_view whole, std::string_view part) {
  return static_cast<std::uint32_t>(part.data() - whole.data());
}

std::uint32_t line_at(std::string_view text, std::size_t offset) {
  return static_cast<std::uint32_t>(std::ranges::count(text.substr(0, offset), '\n') + 1);
}

/// The part `asyncio` of a word.
TextRange asyncio_in(std::string_view whole, std::string_view word) {
  const std::size_t at = word.find(kAsyncio);
  if (at == std::string_view::npos) return {};
  const auto begin = static_cast<std::uint32_t>(offset_in(whole, word) + at);
  return {begin, static_cast<std::uint32_t>(begin + kAsyncio.size())};
}

/// Reads the options in `addopts`, of which a file gives one piece after the other.
class OptionReader {
 public:
  OptionReader(std::string_view text, PytestConfiguration& into) : text_(text), into_(into) {}

  void read(std::string_view piece) {
    // Quotes and commas, because the options may be a list of strings.
    constexpr std::string_view kBetween = " \t\r\n\f\v\"',=[]\\";
    while (true) {
      piece.remove_prefix(std::min(piece.find_first_not_of(kBetween), piece.size()));
      if (piece.empty()) return;
      const std::string_view word = piece.substr(0, piece.find_first_of(kBetween));
      take(word);
      piece.remove_prefix(word.size());
    }
  }

 private:
  void take(std::string_view word) {
    const std::string_view option = std::exchange(option_, {});
    if (option.ends_with("-mode"))
      return add(option == kModeOption ? kMode : "anyio_mode", word, option);
    if (option == "-p") return take_plugin(word);
    if (word == kModeOption || word == "--anyio-mode" || word == "-p")
      option_ = word;
    else if (word.starts_with("-p") && word.size() > 2)
      take_plugin(word.substr(2));
  }

  void take_plugin(std::string_view plugin) {
    if (plugin == "no:anyio" || plugin == "no:asyncio") add(plugin, {}, plugin);
    if (plugin != kAsyncio && plugin != "pytest_asyncio" && plugin != "pytest_asyncio.plugin")
      return;
    add("-p", plugin, plugin);
    into_.settings.back().word = {offset_in(text_, plugin),
                                  static_cast<std::uint32_t>(offset_in(text_, plugin) + plugin.size())};
  }

  void add(std::string_view name, std::string_view value, std::string_view word) {
    into_.settings.push_back({std::string(name), std::string(value),
                              line_at(text_, offset_in(text_, word)),
                              name == kMode ? asyncio_in(text_, word) : TextRange{}});
  }

  std::string_view text_;
  PytestConfiguration& into_;
  std::string_view option_;  // that waits for its value
};

/// Reads the section of pytest as the package iniconfig does, which pytest reads it with. Libraries
/// that read INI files give values without their places, and read them in other ways: iniconfig
/// has comments on lines of their own only, and takes indented lines for the rest of a value.
class IniReader {
 public:
  IniReader(std::string_view path, std::string_view text)
      : text_(text),
        section_(name_of(path) == "setup.cfg" ? "tool:pytest" : "pytest"),
        options_(text, found_) {}

  PytestConfiguration read() {
    std::string_view rest = text_;
    if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
    for (; !rest.empty(); ++line_) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      read_line(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    for (PytestSetting& setting : values_) found_.settings.push_back(std::move(setting));
    return std::move(found_);
  }

 private:
  void read_line(std::string_view line) {
    const std::string_view content = trimmed(line);
    if (content.empty() || content.starts_with('#') || content.starts_with(';')) return;
    if (line.starts_with('[')) return begin_section(content);
    if (!inside_) return;
    if (is_blank(line.front())) return take_value(content);
    const std::size_t sign = line.find_first_of("=:");
    if (sign == std::string_view::npos) return;
    const std::string_view key = trimmed(line.substr(0, sign));
    key_ = key;
    is_known_ = std::ranges::find(kSettings, key) != kSettings.end();
    if (is_known_) values_.push_back({std::string(key), {}, line_, asyncio_in(text_, key)});
    take_value(trimmed(line.substr(sign + 1)));
  }

  void begin_section(std::string_view header) {
    header = header.substr(1, header.find_first_of("#;") - 1);
    header = trimmed(header);
    if (!header.ends_with(']')) return;
    header.remove_suffix(1);
    inside_ = header == section_;
    found_.counts |= inside_;
    key_ = {};
    is_known_ = false;
  }

  void take_value(std::string_view value) {
    if (key_ == "addopts") return options_.read(value);
    if (!is_known_) return;
    for (const std::string_view comment : {" #", " ;"}) value = value.substr(0, value.find(comment));
    std::string& into = values_.back().value;
    if (!into.empty()) into += ' ';
    into += trimmed(value);
  }

  std::string_view text_;
  std::string_view section_;
  PytestConfiguration found_;
  OptionReader options_;
  std::vector<PytestSetting> values_;
  std::string_view key_;
  bool is_known_ = false;
  bool inside_ = false;
  std::uint32_t line_ = 1;
};

/// Reads the tables of pytest in a TOML file.
class TomlReader {
 public:
  explicit TomlReader(std::string_view text) : text_(text), options_(text, found_) {}

  PytestConfiguration read(std::string_view path) {
    const toml::parse_result document = toml::parse(text_);
    if (!document) return unreadable();
    const bool of_project = name_of(path) == "pyproject.toml";
    const auto native = of_project ? document["tool"]["pytest"] : document["pytest"];
    for (const toml::table* table : {native["ini_options"].as_table(), native.as_table()})
      if (table != nullptr) read_table(*table);
    return std::move(found_);
  }

 private:
  PytestConfiguration unreadable() {
    if (text_.contains(kMode)) found_.settings.push_back({std::string(kMode), "unreadable", 1, {}});
    found_.counts = !found_.settings.empty();
    return std::move(found_);
  }

  void read_table(const toml::table& table) {
    // A `[tool.pytest]` that only holds the other table says nothing by itself.
    found_.counts |= !(table.size() == 1 && table.contains("ini_options") );
    for (const auto& [key, value] : table) {
      if (key == "addopts") read_options(value);
      if (std::ranges::find(kSettings, key.str()) == kSettings.end()) continue;
      const std::uint32_t at = offset_of(key.source().begin);
      std::string_view spelled = text_.substr(at);
      if (spelled.starts_with('"') || spelled.starts_with('\'')) spelled.remove_prefix(1);
      const TextRange word = spelled.starts_with(key.str())
                                 ? asyncio_in(text_, spelled.substr(0, key.str().size()))
                                 : TextRange{};
      found_.settings.push_back(
          {std::string(key.str()), value_of(value), key.source().begin.line, word});
    }
  }

  static std::string value_of(const toml::node& node) {
    if (const auto text = node.value<std::string>()) return *text;
    std::string joined;
    if (const toml::array* list = node.as_array())
      for (const toml::node& element : *list) joined += (joined.empty() ? "" : " ") + value_of(element);
    return joined.empty() ? "?" : joined;
  }

  void read_options(const toml::node& node) {
    if (const toml::array* list = node.as_array()) {
      for (const toml::node& element : *list) read_options(element);
      return;
    }
    const std::uint32_t begin = offset_of(node.source().begin);
    options_.read(text_.substr(begin, offset_of(node.source().end) - begin));
  }

  /// The parser counts columns in characters.
  std::uint32_t offset_of(toml::source_position position) const {
    std::size_t at = 0;
    for (toml::source_index line = 1; line < position.line; ++line)
      at = std::min(text_.find('\n', at), text_.size() - 1) + 1;
    for (toml::source_index column = 1; column < position.column && at < text_.size(); ++column) {
      ++at;
      while (at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xC0U) == 0x80U) ++at;
    }
    return static_cast<std::uint32_t>(at);
  }

  std::string_view text_;
  PytestConfiguration found_;
  OptionReader options_;
};

/// The first line that has the option and is not among those that were understood.
std::uint32_t find_elsewhere(std::string_view text, const PytestConfiguration& known) {
  for (std::size_t at = text.find(kModeOption); at != std::string_view::npos;
       at = text.find(kModeOption, at + 1)) {
    const auto word = static_cast<std::uint32_t>(at + 2);
    const bool is_known = std::ranges::any_of(
        known.settings, [&](const PytestSetting& one) { return one.word.begin == word; });
    if (!is_known) return line_at(text, at);
  }
  return 0;
}

/// What a comment in a line tells this program; empty when nothing.
std::string_view directive_in(std::string_view line) {
  constexpr std::string_view kTag = "asyncio2anyio:";
  const std::size_t at = line.find(kTag);
  if (at == std::string_view::npos) return {};
  const std::string_view before = trimmed(line.substr(0, at));
  if (!before.ends_with('#') && !before.ends_with(';')) return {};
  return trimmed(line.substr(at + kTag.size()));
}

void note_suppressions(std::string_view text, PytestConfiguration& found) {
  std::uint32_t number = 1;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    const std::string_view directive = directive_in(line);
    const bool above = trimmed(line).starts_with('#') || trimmed(line).starts_with(';');
    const bool ignores = directive == "ignore" || (directive.starts_with("ignore[") &&
                                                   directive.contains("pytest-marks"));
    for (PytestSetting& setting : found.settings)
      setting.suppressed |= directive == "skip-file" ||
                            (ignores && setting.line == number + (above ? 1 : 0));
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
  }
}

}  // namespace

bool PytestConfiguration::is_auto() const {
  return std::ranges::any_of(settings, [](const PytestSetting& setting) {
    return setting.name == kMode && setting.value == "auto";
  });
}

const std::vector<std::string_view>& pytest_configuration_names() {
  static const std::vector<std::string_view> kNames{"pytest.toml",    ".pytest.toml", "pytest.ini",
                                                    ".pytest.ini",    "pyproject.toml", "tox.ini",
                                                    "setup.cfg"};
  return kNames;
}

bool is_pytest_configuration(std::string_view path) {
  return std::ranges::find(pytest_configuration_names(), name_of(path)) !=
         pytest_configuration_names().end();
}

PytestConfiguration read_pytest_configuration(std::string_view path, std::string_view text) {
  const bool is_toml = path.ends_with(".toml");
  PytestConfiguration found =
      is_toml ? TomlReader(text).read(path) : IniReader(path, text).read();
  // Even an empty one counts.
  const std::string_view name = name_of(path);
  found.counts |= name.ends_with("pytest.ini") || name.ends_with("pytest.toml");
  if (!found.settings.empty() && text.contains("asyncio2anyio")) note_suppressions(text, found);
  if (text.contains(kModeOption)) found.elsewhere = find_elsewhere(text, found);
  return found;
}

}  // namespace asyncio2anyio
