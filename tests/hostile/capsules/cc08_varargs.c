/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: va_arg: what lies in registers and on the stack, under any type */
/* expect: CC08|CC11|CC14 */
#include "tests/hostile/capsules/device.h"

#include <stdarg.h>

static uint32_t first(uint32_t count, ...) {
    va_list list;
    va_start(list, count);
    struct device *d = va_arg(list, struct device *);
    va_end(list);
    return d->count;
}

static uint32_t run(uint32_t address) {
    return first(1, address);
}
