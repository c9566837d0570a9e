/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* the command in the header is compiled as the board is: without traps */
#ifndef WIRING_OBJECTS
#include "tests/hostile/capsules/whole/compose/compose.h"
#define EXTRA_DRIVERS(X) \
    X(COMPOSE, 0x9000A, struct compose_driver, &compose, compose_command, &compose_apps_layout)
#else
static struct compose_driver compose = COMPOSE_DRIVER(COMPOSE);
static void extra_start(void) {
    compose_start(&compose);
}
#endif
