#pragma once

#include "transforms/api/test_moves.h"
#include "transforms/api/test_program.h"

namespace asyncio2anyio {

/// Finds the `anyio_backend` fixture by which the tests of each movable group run on asyncio alone,
/// or the place where one is to be defined: the nearest conftest, else the module. Groups without
/// either stay.
void choose_backends(const TestProgram& program, Moves& moves);

}  // namespace asyncio2anyio
