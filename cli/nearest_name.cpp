#include "cli/nearest_name.h"

#include <algorithm>

namespace asyncio2anyio {
namespace {

constexpr std::size_t kLongestName =
    256;  ///< Longer texts are no typing mistakes; the cost is quadratic.
constexpr std::size_t kShortestPrefix = 3;

bool is_swap(std::string_view a, std::string_view b, std::size_t i, std::size_t j) {
  return i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
}

/// Distance as far as choosing goes; `npos` when the candidate is out of the question.
std::size_t closeness(std::string_view typed, std::string_view candidate) {
  if (typed == candidate) return std::string_view::npos;
  if (typed.size() >= kShortestPrefix && candidate.starts_with(typed)) return 0;
  const std::size_t distance = edit_distance(typed, candidate);
  const std::size_t allowed =
      std::max<std::size_t>(1, std::max(typed.size(), candidate.size()) / 3);
  const bool shares_something = distance < std::max(typed.size(), candidate.size());
  return distance <= allowed && shares_something ? distance : std::string_view::npos;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  if (a.size() > kLongestName || b.size() > kLongestName) return a == b ? 0 : kLongestName;
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last.swap(last);
    last.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, changed});
      if (is_swap(a, b, i, j)) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row[b.size()];
}

std::string nearest_name(std::string_view typed, const std::vector<std::string>& candidates) {
  std::size_t best = std::string_view::npos;
  std::string name;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = closeness(typed, candidate);
    if (distance >= best) continue;
    best = distance;
    name = candidate;
  }
  return name;
}

std::string did_you_mean(std::string_view typed, const std::vector<std::string>& candidates) {
  const std::string name = nearest_name(typed, candidates);
  return name.empty() ? std::string() : "; did you mean `" + name + "`?";
}

}  // namespace asyncio2anyio
