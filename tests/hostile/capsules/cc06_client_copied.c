/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: one client is copied over another */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void run(struct alarm_client *client, const struct alarm_client *other) {
    *client = *other;
}
