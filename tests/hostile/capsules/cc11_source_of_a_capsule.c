/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: another capsule's source, with its static functions */
/* expect: CC11 */
#include "capsules/syscall/led.c"

static void on(const struct led *l) {
    light(l, true);
}
