#pragma once

#include <span>
#include <string_view>

#include "engine/report/file_report.h"
#include "engine/report/status_document.h"
#include "engine/run/rewrite_all.h"
#include "engine/transform/rewrite_options.h"

namespace asyncio2anyio {

/// Why references are still there, in the order in which a status tells it.
[[nodiscard]] std::span<const codemod::Category> reason_categories();

/// The id of the category of one reference. It follows from what became of the reference, whose
/// business it is, and its name, not from the wording of the reason.
[[nodiscard]] std::string_view reason_category(const codemod::ReferenceReport& reference,
                                               const codemod::Pipeline& pipeline,
                                               const codemod::RewriteOptions& options);

/// The transform that writes a name of anyio (`anyio.Lock`), "" when none does: what is done.
[[nodiscard]] std::string_view transform_that_writes(std::string_view anyio_name);

}  // namespace asyncio2anyio
