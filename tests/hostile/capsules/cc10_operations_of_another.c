/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a header of one's own claims another capsule's table of operations for objects of one's
 * own */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

#include "tests/hostile/capsules/cc10_operations_of_another.h"

static struct large_device mine = {.words = {0x20000000, 0x20000000}};
static const struct uart fake = HIL_BIND(uart_device_ops, &mine);

static void run(bool on) {
    uart_receive(&fake, on);
}
