#include "engine/support/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <utility>

namespace codemod {
namespace {

constexpr std::uint64_t kLargestFile = std::numeric_limits<std::uint32_t>::max();

// What one read asks for when a file is larger than it claims to be.
constexpr std::size_t kReadStep = 65536;

/// Owns a file descriptor.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  explicit operator bool() const { return fd_ >= 0; }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

/// A file that is removed again unless it took the place of another one.
class TemporaryFile {
 public:
  TemporaryFile(std::string path, Descriptor descriptor)
      : path_(std::move(path)), descriptor_(std::move(descriptor)) {}
  TemporaryFile(TemporaryFile&& other) noexcept
      : path_(std::exchange(other.path_, {})), descriptor_(std::move(other.descriptor_)) {}
  TemporaryFile& operator=(TemporaryFile&&) = delete;
  ~TemporaryFile() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] int fd() const { return descriptor_.get(); }
  void keep() { path_.clear(); }

 private:
  std::string path_;
  Descriptor descriptor_;
};

// Takes `errno` as it is.
std::unexpected<Error> system_failure(const std::string& path, const std::string& what) {
  const int code = errno;
  if (code == ENOENT) return failure(path + ": no such file or directory");
  return failure(path + ": " + what + ": " + std::strerror(code));
}

std::string kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return "a directory";
  if (S_ISFIFO(mode)) return "a pipe";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

/// A file by the path that messages show and by the one behind its symlinks.
struct Place {
  std::string shown;
  std::string real;
};

/// An open regular file and what was known of it when it was opened.
struct OpenFile {
  Descriptor descriptor;
  struct stat status {};
};

Result<OpenFile> open_regular(const Place& place, int access) {
  const std::string& path = place.shown;
  // Without O_NONBLOCK opening a pipe would wait for its other end.
  OpenFile file{Descriptor(::open(place.real.c_str(), access | O_CLOEXEC | O_NONBLOCK | O_NOCTTY))};
  if (!file.descriptor) return system_failure(path, "cannot be opened");
  if (::fstat(file.descriptor.get(), &file.status) != 0)
    return system_failure(path, "cannot be examined");
  if (!S_ISREG(file.status.st_mode))
    return failure(path + ": is " + kind_of(file.status.st_mode) + ", not a regular file");
  if (static_cast<std::uint64_t>(file.status.st_size) > kLargestFile)
    return failure(path + ": larger than 4 GiB");
  return file;
}

ssize_t read_some(int fd, char* into, std::size_t size) {
  ssize_t count = 0;
  do {
    count = ::read(fd, into, size);
  } while (count < 0 && errno == EINTR);
  return count;
}

// Reads until the end, which need not be where `fstat` said.
Result<std::string> read_all(const OpenFile& file, const std::string& path) {
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(file.status.st_size) + 1);  // one more, to meet the end
  for (ssize_t count = 1; count != 0;) {
    const std::size_t old_size = bytes.size();
    const std::size_t room = bytes.capacity() - old_size;
    const std::size_t step = room > 0 ? room : kReadStep;
    bytes.resize_and_overwrite(old_size + step, [&](char* data, std::size_t) {
      count = read_some(file.descriptor.get(), data + old_size, step);
      return old_size + static_cast<std::size_t>(std::max<ssize_t>(count, 0));
    });
    if (count < 0) return system_failure(path, "cannot be read");
    if (bytes.size() > kLargestFile) return failure(path + ": larger than 4 GiB");
  }
  return bytes;
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

Result<Place> resolve(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> resolved(::realpath(path.c_str(), nullptr),
                                                             &std::free);
  if (!resolved) return system_failure(path, "cannot be opened");
  return Place{path, resolved.get()};
}

// A hidden sibling, so that the rename stays within one file system.
Result<TemporaryFile> create_sibling(const Place& place) {
  constexpr std::size_t kLongestName = 240;  // with what is added, below the usual limit of 255
  const std::size_t name_begin = place.real.rfind('/') + 1;
  std::string path = place.real.substr(0, name_begin) + "." +
                     place.real.substr(name_begin, kLongestName) + ".a2a-XXXXXX";
  Descriptor descriptor(::mkostemp(path.data(), O_CLOEXEC));
  if (!descriptor)
    return system_failure(place.shown,
                          "cannot be replaced, its directory refuses a temporary file");
  return TemporaryFile(std::move(path), std::move(descriptor));
}

// Owner before mode: changing the owner clears set-user-id bits.
Result<void> copy_attributes(const struct stat& from, int to, const std::string& path) {
  struct stat now {};
  if (::fstat(to, &now) != 0) return system_failure(path, "cannot be replaced");
  const bool same_owner = now.st_uid == from.st_uid && now.st_gid == from.st_gid;
  if (!same_owner && ::fchown(to, from.st_uid, from.st_gid) != 0)
    return system_failure(path, "left as it is, a new file cannot be given its owner");
  if (::fchmod(to, from.st_mode & 07777) != 0)
    return system_failure(path, "left as it is, a new file cannot be given its mode");
  return {};
}

Result<OpenFile> open_unchanged(const Place& place, std::string_view expected, int access) {
  Result<OpenFile> file = open_regular(place, access);
  if (!file) return file;
  const Result<std::string> now = read_all(*file, place.shown);
  if (!now) return std::unexpected(now.error());
  if (*now != expected)
    return failure(place.shown + ": changed while it was processed, left as it is");
  return file;
}

// Makes the rename itself durable. The new bytes are in place already, so a file system that
// cannot do it is no reason to fail.
void sync_directory_of(const std::string& path) {
  const std::string directory = path.substr(0, std::max<std::size_t>(path.rfind('/'), 1));
  const Descriptor descriptor(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor) ::fsync(descriptor.get());
}

bool overwrite(int fd, std::string_view bytes) {
  return ::lseek(fd, 0, SEEK_SET) == 0 && write_all(fd, bytes) &&
         ::ftruncate(fd, static_cast<off_t>(bytes.size())) == 0 && ::fsync(fd) == 0;
}

// For files with several links, which a rename would part.
Result<void> replace_in_place(const Place& place, std::string_view expected,
                              std::string_view replacement, TemporaryFile& sibling) {
  const Result<OpenFile> file = open_unchanged(place, expected, O_RDWR);
  if (!file) return std::unexpected(file.error());
  const int fd = file->descriptor.get();
  if (overwrite(fd, replacement)) return {};
  const std::string problem = place.shown + ": cannot be written: " + std::strerror(errno);
  if (overwrite(fd, expected)) return failure(problem + ", left as it is");
  const std::string rescued = sibling.path();
  sibling.keep();
  return failure(problem + ", its new text is in " + rescued);
}

Result<void> replace_by_rename(const Place& place, std::string_view expected,
                               TemporaryFile& sibling) {
  const Result<OpenFile> file = open_unchanged(place, expected, O_RDONLY);
  if (!file) return std::unexpected(file.error());
  if (::rename(sibling.path().c_str(), place.real.c_str()) != 0)
    return system_failure(place.shown, "cannot be replaced");
  sibling.keep();
  sync_directory_of(place.real);
  return {};
}

Result<void> replace_at(const Place& place, std::string_view expected,
                        std::string_view replacement) {
  const Result<OpenFile> original = open_unchanged(place, expected, O_RDONLY);
  if (!original) return std::unexpected(original.error());
  // A rename would not ask: it needs permission for the directory only.
  if (::faccessat(AT_FDCWD, place.real.c_str(), W_OK, AT_EACCESS) != 0)
    return system_failure(place.shown, "cannot be written");
  Result<TemporaryFile> sibling = create_sibling(place);
  if (!sibling) return std::unexpected(sibling.error());
  const struct stat& status = original->status;
  if (!write_all(sibling->fd(), replacement))
    return system_failure(place.shown, "left as it is, no room for its new text");
  if (Result<void> copied = copy_attributes(status, sibling->fd(), place.shown); !copied)
    return copied;
  if (::fsync(sibling->fd()) != 0)
    return system_failure(place.shown, "left as it is, its new text cannot be stored");
  if (status.st_nlink > 1) return replace_in_place(place, expected, replacement, *sibling);
  return replace_by_rename(place, expected, *sibling);
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path) {
  try {
    const Result<OpenFile> file = open_regular({path.native(), path.native()}, O_RDONLY);
    if (!file) return std::unexpected(file.error());
    return read_all(*file, path.native());
  } catch (const std::bad_alloc&) {
    return failure(path.native() + ": too large for the memory there is");
  }
}

Result<void> replace_file(const std::filesystem::path& path, std::string_view expected,
                          std::string_view replacement) {
  try {
    const Result<Place> place = resolve(path.native());
    if (!place) return std::unexpected(place.error());
    return replace_at(*place, expected, replacement);
  } catch (const std::bad_alloc&) {
    return failure(path.native() + ": too large for the memory there is, left as it is");
  }
}

}  // namespace codemod
