#include "engine/report/status_html.h"

#include <string_view>

#include "engine/report/html_page.h"
#include "engine/report/json_report.h"

namespace codemod {

std::string status_html(const StatusDocument& document) {
  constexpr std::string_view kData = "/*DATA*/";
  const std::string_view page = html_page();
  const std::size_t place = page.find(kData);
  return std::string(page.substr(0, place)) + page_json(document) +
         std::string(page.substr(place + kData.size()));
}

}  // namespace codemod
