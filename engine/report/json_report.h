#pragma once

#include <string>

#include "engine/report/status_document.h"

namespace codemod {

/// One JSON document with every reference of every file; every key is always present. Bytes
/// that are not UTF-8, as paths may have them, are replaced by U+FFFD. Ends with a newline.
[[nodiscard]] std::string status_json(const StatusDocument& document);

/// The same on one line, with the diffs and excerpts that only pages show, and safe to stand
/// inside a `script` element.
[[nodiscard]] std::string page_json(const StatusDocument& document);

}  // namespace codemod
