#include "engine/semantics/name_table.h"

#include <algorithm>
#include <bit>

namespace codemod {
namespace {

/// FNV-1a: names are short, and a call of the library's hash costs more than this whole loop.
std::uint32_t hash_of(std::string_view name) {
  std::uint32_t hash = 2166136261U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

}  // namespace

NameTable::NameTable(std::uint32_t count) : slots_(std::bit_ceil(std::max(count, 8U) * 2)) { names_.reserve(count); }

std::uint32_t NameTable::intern(std::string_view name) {
  const std::uint32_t hash = hash_of(name);
  Slot& slot = slots_[slot_of(name, hash)];
  if (slot.number != kEmpty) return slot.number;
  const auto number = static_cast<std::uint32_t>(names_.size());
  slot = {hash, number};
  names_.push_back(name);
  if (names_.size() * 2 > slots_.size()) grow();
  return number;
}

std::optional<std::uint32_t> NameTable::find(std::string_view name) const {
  const Slot& slot = slots_[slot_of(name, hash_of(name))];
  return slot.number == kEmpty ? std::nullopt : std::optional(slot.number);
}

/// The slot that has the name, or the one that it belongs into.
std::uint32_t NameTable::slot_of(std::string_view name, std::uint32_t hash) const {
  const auto mask = static_cast<std::uint32_t>(slots_.size() - 1);
  std::uint32_t at = hash & mask;
  while (slots_[at].number != kEmpty && (slots_[at].hash != hash || names_[slots_[at].number] != name)) at = (at + 1) & mask;
  return at;
}

void NameTable::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  const auto mask = static_cast<std::uint32_t>(slots_.size() - 1);
  for (const Slot& slot : old) {
    if (slot.number == kEmpty) continue;
    std::uint32_t at = slot.hash & mask;
    while (slots_[at].number != kEmpty) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

}  // namespace codemod
