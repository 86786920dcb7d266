#pragma once

namespace codemod {

/// Gives the parser memory that is fast to take and give back: from large chunks, by size, without locks. A
/// chunk belongs to the thread that took it, then to the next thread; blocks may be given back by any thread.
/// Must be called before the first use of the parser in the program; only the first call has an effect.
void use_parser_memory();

}  // namespace codemod
