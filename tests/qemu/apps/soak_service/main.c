/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Answers soak. */
#include "ipc.h"

static void asked(uint32_t slot, void *buffer, size_t bytes, void *context) {
    (void)context;
    if (bytes != 0)
        ((volatile uint8_t *)buffer)[bytes - 1]++;
    ipc_notify_client(slot);
}

int main(void) {
    return (int)ipc_serve("soak_service", asked, NULL);
}
