/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef WIRING_OBJECTS
#include "tests/hostile/capsules/runtime/contained_emptied_line/emptier.h"
#define EXTRA_DRIVERS(X)
#else
BUFFER(emptier_line, 64);
static struct emptier emptier;
static const struct uart_client emptier_client =
    UART_CLIENT(struct emptier, emptier_sent, emptier_received, &emptier);
static struct uart_device uart_of_emptier = {.mux = &uart_mux, .client = &emptier_client};
static const struct uart emptier_port = UART_DEVICE(&uart_of_emptier);
static struct emptier emptier = {
    .port = &emptier_port,
    .line = &emptier_line,
    .later = DEFERRED_CALL(struct emptier, emptier_later, &emptier),
};
static void extra_start(void) {
    uart_device_add(&uart_of_emptier);
    deferred_call_set(&emptier.later);
}
#endif
