/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the function of a client is changed */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void run(struct alarm_client *client, const struct alarm_client *other) {
    client->fired = other->fired;
}
