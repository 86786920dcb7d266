# What every source of ours is compiled with; the parser's C sources take `a2a_common` alone.
add_library(a2a_common INTERFACE)
add_library(a2a_options INTERFACE)
target_link_libraries(a2a_options INTERFACE a2a_common)

target_include_directories(a2a_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_definitions(a2a_options INTERFACE
  A2A_VERSION="${PROJECT_VERSION}"
  $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
# Optimising, GCC 12 warns falsely about std::string: of overlapping copies in concatenations (GCC
# bug 105329), and of the inline buffer as uninitialised in lambdas and optional values.
target_compile_options(a2a_options INTERFACE
  -Wall -Wextra -Wpedantic -Werror
  "$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-maybe-uninitialized>")

# As fast as -O3 here, and quicker to build.
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

if(A2A_SANITIZE)
  target_compile_options(a2a_common INTERFACE -O0 -fsanitize=address -fno-omit-frame-pointer)
  target_link_options(a2a_common INTERFACE -fsanitize=address,undefined)
  target_compile_options(a2a_options INTERFACE -fsanitize=undefined -fno-sanitize-recover=all)
endif()

# Objects keep ordinary code beside the intermediate one, so that only the tool pays for
# link-time optimisation and tests link at once.
if(A2A_LTO AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(a2a_common INTERFACE -flto=auto -ffat-lto-objects)
endif()

# Optimises TARGET across its libraries when the build asks for it.
function(a2a_link_optimised target)
  if(A2A_LTO AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_link_options(${target} PRIVATE -flto=auto -O2)
  endif()
endfunction()

# Links TARGET from the ordinary code of its objects.
function(a2a_link_plain target)
  if(A2A_LTO AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_link_options(${target} PRIVATE -fno-lto)
  endif()
endfunction()
