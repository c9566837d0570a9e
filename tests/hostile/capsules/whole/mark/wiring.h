/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef WIRING_OBJECTS
#include "tests/hostile/capsules/whole/mark/giver.h"
#define EXTRA_DRIVERS(X)
#else
static struct giver giver;
static void extra_start(void) {
    giver_run(&giver, process_id_none());
    keeper_poke(0, 0x41414141);
}
#endif
