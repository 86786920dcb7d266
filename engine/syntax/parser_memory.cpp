#include "engine/syntax/parser_memory.h"

#include <tree_sitter/api.h>

#include <array>
#include <cstddef>
#include <cstring>
#include <limits>
#include <memory>
#include <mutex>
#include <new>
#include <utility>
#include <vector>

#include "engine/support/check.h"

namespace codemod {
namespace {

constexpr std::size_t kStep = 16;           // sizes are rounded up to a multiple
constexpr std::size_t kLargestBlock = 1024;  // larger ones are left to the C library
constexpr std::size_t kChunk = std::size_t{256} << 10U;

/// Stands before every block that was handed out. The parser stores nothing that needs more alignment than
/// this leaves.
struct Header {
  std::size_t size;  ///< Of the block, with the header.
};

struct FreeBlock {
  FreeBlock* next;
};

/// Free memory of one thread.
class Pool {
 public:
  void* take(std::size_t size) {
    FreeBlock*& first = free_[size / kStep];
    if (first == nullptr) return cut(size);
    FreeBlock* block = first;
    first = block->next;
    return block;
  }

  void give(void* memory, std::size_t size) {
    FreeBlock*& first = free_[size / kStep];
    first = ::new (memory) FreeBlock{first};
  }

 private:
  void* cut(std::size_t size) {
    if (left_ < size) {
      chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(kChunk));
      next_ = chunks_.back().get();
      left_ = kChunk;
    }
    left_ -= size;
    return std::exchange(next_, next_ + size);
  }

  std::array<FreeBlock*, kLargestBlock / kStep + 1> free_{};
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
  std::vector<std::unique_ptr<std::byte[]>> chunks_;
};

/// All pools, as long as the program runs: what one thread took another one may give back.
class Pools {
 public:
  Pool* borrow() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return all_.emplace_back(std::make_unique<Pool>()).get();
    Pool* pool = idle_.back();
    idle_.pop_back();
    return pool;
  }

  void give_back(Pool* pool) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(pool);
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Pool>> all_;
  std::vector<Pool*> idle_;
};

Pools& pools() {
  static Pools pools;
  return pools;
}

/// The pool of this thread, until it ends.
class Borrowed {
 public:
  Borrowed() : pool_(pools().borrow()) {}
  ~Borrowed() { pools().give_back(pool_); }
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;
  [[nodiscard]] Pool& pool() const { return *pool_; }

 private:
  Pool* pool_;
};

Pool& thread_pool() {
  thread_local const Borrowed borrowed;
  return borrowed.pool();
}

void* to_user(void* block, std::size_t size) { return ::new (block) Header{size} + 1; }
Header* to_block(void* memory) { return static_cast<Header*>(memory) - 1; }

// The parser cannot go on without memory, and no exception may pass through it.

void* allocate(std::size_t wanted) noexcept {
  const std::size_t size = (wanted + sizeof(Header) + kStep - 1) / kStep * kStep;
  if (size <= kLargestBlock) return to_user(thread_pool().take(size), size);
  return to_user(::operator new(size), size);
}

void deallocate(void* memory) noexcept {
  if (memory == nullptr) return;
  Header* block = to_block(memory);
  const std::size_t size = block->size;
  if (size <= kLargestBlock) thread_pool().give(block, size);
  else ::operator delete(block);
}

void* allocate_zeroed(std::size_t count, std::size_t size) noexcept {
  CODEMOD_CHECK(size == 0 || count <= std::numeric_limits<std::size_t>::max() / size);
  return std::memset(allocate(count * size), 0, count * size);
}

void* reallocate(void* memory, std::size_t wanted) noexcept {
  if (memory == nullptr) return allocate(wanted);
  const std::size_t room = to_block(memory)->size - sizeof(Header);
  if (wanted <= room) return memory;
  void* larger = allocate(wanted);
  std::memcpy(larger, memory, room);
  deallocate(memory);
  return larger;
}

}  // namespace

void use_parser_memory() {
// AddressSanitizer would not see what the parser does with memory.
#ifdef __SANITIZE_ADDRESS__
  static_cast<void>(allocate_zeroed);
  static_cast<void>(reallocate);
#else
  static std::once_flag once;
  std::call_once(once, [] { ts_set_allocator(allocate, allocate_zeroed, reallocate, deallocate); });
#endif
}

}  // namespace codemod
