/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to run everybody's deferred calls now */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

static void run(void) {
    deferred_call_run();
}
