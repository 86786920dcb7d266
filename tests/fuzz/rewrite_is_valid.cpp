// Any bytes in: no crash; and where the input parses, so does the output, and a second run changes nothing.
// With a fuzzing engine this file is its target; without one, tests/fuzz/main.cpp drives it.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "engine/report/file_report.h"
#include "engine/run/rewrite_all.h"
#include "engine/syntax/syntax_tree.h"
#include "engine/transform/knowledge.h"
#include "engine/transform/transform.h"
#include "transforms/transforms.h"

namespace {

[[noreturn]] void fail(const char* what, const std::string& before, const std::string& after) {
  std::fprintf(stderr, "%s\n--- before\n%s\n--- after\n%s\n", what, before.c_str(), after.c_str());
  std::abort();
}

codemod::FileReport rewrite(const std::string& text) {
  static const codemod::Pipeline pipeline = asyncio2anyio::make_pipeline();
  codemod::RewriteOptions options;
  options.allow_unsafe = true;
  return codemod::rewrite_text("fuzz.py", text, pipeline, options);
}

bool parses(const std::string& text) {
  auto source = codemod::SourceFile::from_bytes("fuzz.py", text);
  return source && !codemod::SyntaxTree::parse(std::move(*source))->first_error();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string before(reinterpret_cast<const char*>(data), size);
  const codemod::FileReport once = rewrite(before);
  // A fix may be undone here: the parser takes indentation that Python does not. But all must come to rest.
  for (const codemod::Notice& notice : once.notices)
    if (notice.message.starts_with("still changing") || notice.message.find("undoes another") != std::string::npos)
      fail(notice.message.c_str(), before, once.after);
  if (!once.changed()) return 0;
  if (!parses(once.after)) fail("the output does not parse", before, once.after);
  const codemod::FileReport twice = rewrite(once.after);
  if (twice.changed()) fail("a second run changes the output", once.after, twice.after);
  return 0;
}
