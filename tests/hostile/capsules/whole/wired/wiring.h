/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef WIRING_OBJECTS
#include "tests/hostile/capsules/whole/wired/wired.h"
#define EXTRA_DRIVERS(X)
#else
static struct wired wired = WIRED(0);
static void extra_start(void) {
    wired_start(&wired);
}
#endif
