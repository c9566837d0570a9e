/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to define the type that stands for everybody's object */
/* expect: CC06 */
#include "kernel/capsule.h"
#include "hil/uart.h"

struct object {
    uint32_t words[64];
};

struct STATIC_TYPE raider {
    const struct uart *uart;
};

static void raid(struct raider *self, uint32_t i) {
    self->uart->self->words[i] = 0;
}
