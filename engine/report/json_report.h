#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/report/summary.h"
#include "engine/support/version.h"

namespace codemod {

/// What a status document says about the run as a whole.
struct StatusHeader {
  std::string_view schema;   ///< Name and version of the document's format.
  std::string_view version;  ///< Of the tool.
  Version python;            ///< Target of the run.
  std::string_view library;  ///< Key under which the library's target stands.
  Version library_version;   ///< Target of the run.
};

/// One JSON document with every reference of every file; every key is always present. Bytes
/// that are not UTF-8, as paths may have them, are replaced by U+FFFD. Ends with a newline.
[[nodiscard]] std::string status_json(const StatusHeader& header, const Summary& summary,
                                      const std::vector<FileReport>& reports);

}  // namespace codemod
