// The least that any tool on this parser must spend: reads the Python files below the given paths and
// parses those that mention asyncio, with the parser as it comes. Prints how many files and bytes it parsed.
//
// usage: bare_parse [--jobs N] PATH...
#include <tree_sitter/api.h>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

extern "C" const TSLanguage* tree_sitter_python();

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTrigger = "asyncio";

struct ParserDeleter {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};

bool is_python(const fs::path& path) { return path.extension() == ".py" || path.extension() == ".pyi"; }

void add_files(const fs::path& path, std::vector<std::string>& files) {
  if (!fs::is_directory(path)) return files.push_back(path.string());
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path))
    if (is_python(entry.path()) && entry.is_regular_file()) files.push_back(entry.path().string());
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  if (!in) return {};
  std::string text(static_cast<std::size_t>(in.tellg()), '\0');
  in.seekg(0).read(text.data(), static_cast<std::streamsize>(text.size()));
  return text;
}

/// Files are handed out one by one, so that the threads end at about the same time.
struct Work {
  std::vector<std::string> files;
  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> parsed = 0;
  std::atomic<std::size_t> bytes = 0;
};

void parse_files(Work& work) {
  const std::unique_ptr<TSParser, ParserDeleter> parser(ts_parser_new());
  ts_parser_set_language(parser.get(), tree_sitter_python());
  for (std::size_t index = work.next++; index < work.files.size(); index = work.next++) {
    const std::string text = read_file(work.files[index]);
    if (!text.contains(kTrigger)) continue;
    ts_tree_delete(ts_parser_parse_string(parser.get(), nullptr, text.data(), static_cast<std::uint32_t>(text.size())));
    ++work.parsed;
    work.bytes += text.size();
  }
}

}  // namespace

int main(int argc, char** argv) {
  Work work;
  int jobs = 1;
  for (int index = 1; index < argc; ++index) {
    if (argv[index] == std::string_view("--jobs") && index + 1 < argc) {
      jobs = std::atoi(argv[++index]);
    } else {
      add_files(argv[index], work.files);
    }
  }
  {
    std::vector<std::jthread> threads;
    for (int job = 1; job < jobs; ++job) threads.emplace_back([&work] { parse_files(work); });
    parse_files(work);
  }
  std::printf("%zu files, %zu bytes\n", work.parsed.load(), work.bytes.load());
  return work.files.empty() ? 2 : 0;
}
