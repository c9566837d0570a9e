/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a driver's row with the layout of a smaller grant than its object has the handle of */
/* expect: CC06 */
#include "tests/hostile/capsules/boards/evil.h"

#define DRIVERS(X) \
    X(EVIL, 0x90006, struct evil_driver, &driver, evil_command, &evil_small_apps_layout)
DRIVER_INDICES(DRIVERS);
static struct evil_driver driver = {.apps = GRANT_HANDLE(EVIL)};
DRIVER_TABLE(DRIVERS);
