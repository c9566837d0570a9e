/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a header of one's own gives another capsule's function other parameters */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

#include "tests/hostile/capsules/cc10_misdeclared.h"

static struct large_device mine;

static void run(void) {
    uart_mux_received(&mine, 0, OK);
}
