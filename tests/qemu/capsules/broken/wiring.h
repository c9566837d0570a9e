/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A port of the board for the capsule that breaks, and a driver over it. Read twice. */
#ifndef WIRING_OBJECTS

#include "broken.h"
#include "over.h"
#include "tests/qemu/capsules/numbers.h"

#define EXTRA_DRIVERS(X)                                                                  \
    X(BROKEN, DRIVER_BROKEN, struct broken, &broken, broken_command, &broken_apps_layout) \
    X(OVER, DRIVER_OVER, struct over, &over, over_command, NULL)

#else

BUFFER(over_tx, 8);
static struct uart_device uart_of_broken;
static const struct uart uart_of_broken_hil = UART_DEVICE(&uart_of_broken);
static struct broken broken = BROKEN(&broken, &uart_of_broken_hil, BROKEN);
static const struct uart_client broken_client =
    UART_CLIENT(struct broken, broken_transmitted, broken_received, &broken);
static struct uart_device uart_of_broken = {.mux = &uart_mux, .client = &broken_client};

static const struct uart broken_hil = BROKEN_UART(&broken);
static struct over over = {.uart = &broken_hil, .tx = &over_tx};

static void extra_start(void) {
    uart_device_add(&uart_of_broken);
    broken_start(&broken);
}

#endif
