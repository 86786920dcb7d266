#pragma once

#include <string_view>

namespace codemod {

/// The page that `status_html` fills, with its style and script in place: the sources are
/// `engine/report/html`, put together when the tool is built. `/*DATA*/` stands for the document.
[[nodiscard]] std::string_view html_page();

}  // namespace codemod
