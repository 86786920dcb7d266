// Drives a fuzz target without a fuzzing engine: the same mutations of the same seeds every time.
//
// usage: rewrite_is_valid FOLDER ROUNDS | rewrite_is_valid FILE
//
// The input of the moment is kept in `last-input.py`, so that a crash leaves what caused it.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::vector<std::string> seeds_below(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".py" && entry.file_size() < 6'000) paths.push_back(entry.path());
  std::ranges::sort(paths);
  std::vector<std::string> seeds;
  for (const fs::path& path : paths) seeds.push_back(read(path));
  return seeds;
}

void run(const std::string& input) {
  std::ofstream("last-input.py", std::ios::binary) << input;
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

class Mutator {
 public:
  explicit Mutator(std::vector<std::string> seeds) : seeds_(std::move(seeds)) {}

  std::string next() {
    std::string text = seeds_[below(seeds_.size())];
    for (std::size_t left = 1 + below(3); left > 0; --left) mutate(text);
    return text;
  }

 private:
  std::size_t below(std::size_t end) { return end == 0 ? 0 : random_() % end; }

  std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line + "\n");
    return lines;
  }

  /// A random line of a text, without its end.
  std::string line_of(const std::string& text) {
    const std::vector<std::string> lines = lines_of(text);
    return lines.empty() ? std::string() : lines[below(lines.size())];
  }

  void mutate(std::string& text) {
    static constexpr const char* kPieces[] = {
        "asyncio", "await ", "async ", "import asyncio\n", "from asyncio import *\n", "(", ")", "[", "]", ":", ";", ",", "\\\n", "'", "'''",
        "#", " # asyncio2anyio: ignore\n", "\r", "\r\n", "\t", "\f", "f'{asyncio}'", " as x", " = ", "*", "**", "lambda: ", "return ", "yield ",
        "if x: ", "else: ", "\xEF\xBB\xBF", "\xC3\xA9", "\xFF", "global asyncio\n", "del asyncio\n", "asyncio = 1\n", ".", "None"};
    const std::size_t at = below(text.size() + 1);
    switch (below(7)) {
      case 0:
        text.insert(at, kPieces[below(std::size(kPieces))]);
        return;
      case 1:
        text.erase(at, 1 + below(12));
        return;
      case 2:
        if (at < text.size()) text[at] = static_cast<char>(random_());
        return;
      case 3:
        text.insert(std::min(text.find('\n', at), text.size() - 1) + 1, line_of(seeds_[below(seeds_.size())]));
        return;
      case 4:
        text.insert(at, text.substr(below(text.size()), 1 + below(40)));
        return;
      case 5:
        swap_lines(text);
        return;
      default:
        join_lines(text);
    }
  }

  void swap_lines(std::string& text) {
    std::vector<std::string> lines = lines_of(text);
    if (lines.size() < 2) return;
    std::swap(lines[below(lines.size())], lines[below(lines.size())]);
    text.clear();
    for (const std::string& line : lines) text += line;
  }

  /// `a` and `b` on one line: `a; b`.
  void join_lines(std::string& text) {
    const std::size_t newline = text.find('\n', below(text.size()));
    if (newline == std::string::npos) return;
    std::size_t next = newline + 1;
    while (next < text.size() && text[next] == ' ') ++next;
    text.replace(newline, next - newline, "; ");
  }

  std::vector<std::string> seeds_;
  std::mt19937 random_{42};
};

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2) {
    run(read(argv[1]));
    return 0;
  }
  if (argc != 3) {
    std::fputs("usage: rewrite_is_valid FOLDER ROUNDS | rewrite_is_valid FILE\n", stderr);
    return 2;
  }
  std::vector<std::string> seeds = seeds_below(argv[1]);
  if (seeds.empty()) {
    std::fprintf(stderr, "%s: no Python files\n", argv[1]);
    return 2;
  }
  for (const std::string& seed : seeds) run(seed);
  Mutator mutator(std::move(seeds));
  for (long left = std::atol(argv[2]); left > 0; --left) run(mutator.next());
}
