/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: another table of drivers for the board */
/* expect: CC10|CC19 */
#include "tests/hostile/capsules/device.h"

#define DRIVERS(X)
DRIVER_INDICES(DRIVERS);
DRIVER_TABLE(DRIVERS);
