/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a port that is initialised from the parts of others */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

#include "capsules/virtual/alarm_mux.h"

static const struct alarm fake = {.ops = &virtual_alarm_ops.ops, .self = NULL};

static void raid(void) {
    alarm_set(&fake, 0, 1);
}
