/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same without a header */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE large_device {
    uint32_t words[64];
};
HIL_OPS(alarm, virtual_alarm_ops, struct large_device);
static struct large_device mine = {.words = {0x20000000}};
static const struct alarm fake = HIL_BIND(virtual_alarm_ops, &mine);

static void run(void) {
    alarm_set(&fake, 0, 1);
}
