/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The service of pinger: counts, in the client's buffer, and notifies back. */
#include "ipc.h"

static void serve(uint32_t client, void *buffer, size_t bytes, void *context) {
    (void)bytes;
    (void)context;
    volatile uint8_t *count = buffer;
    (*count)++;
    ipc_notify_client(client);
}

int main(void) {
    return (int)ipc_serve("ponger", serve, NULL);
}
