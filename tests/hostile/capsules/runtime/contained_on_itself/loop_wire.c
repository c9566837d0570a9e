/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "tests/hostile/capsules/runtime/contained_on_itself/loop_wire.h"

static struct loop_device device;
static const struct uart uart = LOOP_DEVICE(&device);
static struct loop_device device = {.lower = &uart};

void loop_wire_run(struct loop_start *self) {
    (void)uart_transmit(&uart, self->buffer);
}
