/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a symbol of the linker script */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

extern uint8_t layout_stack_top[];

static uint8_t read(void) {
    return layout_stack_top[0];
}
