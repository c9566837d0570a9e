/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A mistake of a board: one device is added to the mux of the serial port twice, which makes a ring of
 * the list out of which the mux does not find. Read twice. */
#ifndef WIRING_OBJECTS

#define EXTRA_DRIVERS(X)

#else

static const struct uart_client nobody_client = UART_CLIENT(
    struct messages_capsule, messages_capsule_transmitted, messages_capsule_received, &messages);
static struct uart_device uart_of_nobody = {.mux = &uart_mux, .client = &nobody_client};

static void extra_start(void) {
    uart_device_add(&uart_of_nobody);
    uart_device_add(&uart_of_nobody);
}

#endif
