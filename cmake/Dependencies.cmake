# Finds every library first and complains once, naming the packages to install.
set(missing_packages "")

# Notes PACKAGE as missing unless CONDITION (the name of a variable) holds.
macro(a2a_require condition package)
  if(NOT ${condition})
    list(APPEND missing_packages ${package})
  endif()
endmacro()

find_package(Threads REQUIRED)

find_package(PkgConfig QUIET)
a2a_require(PKG_CONFIG_FOUND pkg-config)
if(PKG_CONFIG_FOUND)
  pkg_check_modules(libgit2 QUIET IMPORTED_TARGET libgit2)
  pkg_check_modules(jemalloc QUIET IMPORTED_TARGET jemalloc)
endif()
a2a_require(libgit2_FOUND libgit2-dev)
if(A2A_JEMALLOC)
  a2a_require(jemalloc_FOUND libjemalloc-dev)
endif()

# Used from its headers alone: the compiled library throws, we want values.
find_path(TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h)
mark_as_advanced(TOMLPLUSPLUS_INCLUDE_DIR)
a2a_require(TOMLPLUSPLUS_INCLUDE_DIR libtomlplusplus-dev)

find_package(nlohmann_json QUIET)
a2a_require(nlohmann_json_FOUND nlohmann-json3-dev)

find_package(Boost QUIET COMPONENTS program_options)
a2a_require(Boost_PROGRAM_OPTIONS_FOUND libboost-program-options-dev)

find_package(fmt QUIET)
a2a_require(fmt_FOUND libfmt-dev)
find_package(spdlog QUIET)
a2a_require(spdlog_FOUND libspdlog-dev)

find_path(DTL_INCLUDE_DIR dtl/dtl.hpp)
mark_as_advanced(DTL_INCLUDE_DIR)
a2a_require(DTL_INCLUDE_DIR libdtl-dev)

if(BUILD_TESTING)
  find_package(GTest QUIET)
  a2a_require(GTest_FOUND libgtest-dev)
endif()

if(missing_packages)
  list(JOIN missing_packages " " missing_packages)
  message(FATAL_ERROR "Libraries are missing. On Debian, install them with\n"
                      "  apt-get install ${missing_packages}\n")
endif()

add_library(dtl INTERFACE)
target_include_directories(dtl SYSTEM INTERFACE "${DTL_INCLUDE_DIR}")

add_library(tomlplusplus_headers INTERFACE)
target_include_directories(tomlplusplus_headers SYSTEM INTERFACE "${TOMLPLUSPLUS_INCLUDE_DIR}")

set(TREE_SITTER_DIR "${PROJECT_SOURCE_DIR}/node_modules/tree-sitter/vendor/tree-sitter/lib")
set(TREE_SITTER_PYTHON_DIR "${PROJECT_SOURCE_DIR}/node_modules/tree-sitter-python/src")
foreach(source "${TREE_SITTER_DIR}/src/lib.c" "${TREE_SITTER_DIR}/include/tree_sitter/api.h"
        "${TREE_SITTER_PYTHON_DIR}/parser.c" "${TREE_SITTER_PYTHON_DIR}/scanner.c")
  if(NOT EXISTS "${source}")
    message(FATAL_ERROR "The parser's sources are missing (${source}). Fetch them with\n"
                        "  npm ci --ignore-scripts\n"
                        "in ${PROJECT_SOURCE_DIR} (Debian: apt-get install npm).")
  endif()
endforeach()
