# The parser and its Python grammar, from the sources that npm fetched.
add_library(tree_sitter_python STATIC
  "${TREE_SITTER_DIR}/src/lib.c"
  "${TREE_SITTER_PYTHON_DIR}/parser.c"
  "${TREE_SITTER_PYTHON_DIR}/scanner.c")
target_include_directories(tree_sitter_python SYSTEM PUBLIC "${TREE_SITTER_DIR}/include")
target_include_directories(tree_sitter_python PRIVATE
  "${TREE_SITTER_DIR}/src" "${TREE_SITTER_PYTHON_DIR}")
target_compile_definitions(tree_sitter_python PRIVATE _POSIX_C_SOURCE=200112L _DEFAULT_SOURCE)
# Not ours to debug: fast in every build, and silent.
target_compile_options(tree_sitter_python PRIVATE -w $<$<CONFIG:Debug>:-O2>)
target_link_libraries(tree_sitter_python PRIVATE a2a_common)
