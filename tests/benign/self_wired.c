/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A capsule that wires a part of itself: static objects and clients of its own. */
#include "tests/benign/self_wired.h"

struct STATIC_TYPE sink {
    uint32_t bytes;
    uint32_t errors;
};

static struct sink sink;
BUFFER(greeting, 32);

static void transmitted(struct sink *self, struct buffer *buffer, enum errorcode status) {
    (void)buffer;
    self->errors += status == OK ? 0 : 1;
}

static void received(struct sink *self, uint8_t byte, enum errorcode status) {
    (void)byte;
    if (status == OK) {
        self->bytes++;
    } else {
        self->errors++;
    }
}

static const struct uart_client client = UART_CLIENT(struct sink, transmitted, received, &sink);
static struct uart_device device = {.client = &client};
static const struct uart uart = UART_DEVICE(&device);

void self_wired_start(struct uart_mux *mux) {
    device.mux = mux;
    uart_device_add(&device);
    uart_receive(&uart, true);
    buffer_text(&greeting, TEXT("hello\r\n"));
    (void)uart_transmit(&uart, &greeting);
}

uint32_t self_wired_bytes(void) {
    return sink.bytes;
}
