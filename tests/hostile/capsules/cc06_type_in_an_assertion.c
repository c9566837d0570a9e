/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a type defined inside a static assertion */
/* expect: CC06 */
#include "kernel/capsule.h"
#include "hil/uart.h"

_Static_assert(sizeof(struct object { uint32_t words[4]; }) == 16, "");
struct STATIC_TYPE device {
    const struct uart *uart;
};

static uint32_t run(struct device *self) {
    return self->uart->self->words[0];
}
