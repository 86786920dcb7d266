#pragma once

#include <cstdio>
#include <cstdlib>

/// Ends the program when it broke its own promise; active in every build,
/// because a wrong edit is worse than no edit. Never used for bad input.
#define CODEMOD_CHECK(condition)                                                              \
  do {                                                                                        \
    if (!(condition)) {                                                                       \
      std::fprintf(stderr, "%s:%d: internal check failed: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                           \
    }                                                                                         \
  } while (false)
