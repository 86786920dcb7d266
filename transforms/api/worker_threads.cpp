#include "transforms/api/worker_threads.h"

#include "transforms/api/asyncio_names.h"

namespace asyncio2anyio {

using codemod::Fix;
using codemod::Safety;
using codemod::TransformContext;

void note_worker_thread(Fix& fix, const TransformContext& cx) {
  fix.need(min_anyio("anyio.to_thread.run_sync(abandon_on_cancel)"));
  if (!cx.facts().occurs("set_default_executor")) return;
  fix.at_least(Safety::unsafe);
  fix.title += ", although some file sets another default executor";
}

}  // namespace asyncio2anyio
