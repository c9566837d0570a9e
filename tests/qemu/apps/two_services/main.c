/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Listens to one service and calls another: the call must leave the listener, and what the listener
 * was given, alone. */
#include "alarm.h"
#include "ipc.h"

#include <stdio.h>

static uint32_t word = 0x11223344;
static unsigned heard;

static void on_notified(uint32_t slot, void *buffer, size_t bytes, void *context) {
    (void)slot;
    (void)buffer;
    (void)bytes;
    heard += context == &word ? 1 : 0;
}

IPC_BUFFER(buffer, 32);

static void notify_and_tell(uint32_t service, const char *when) {
    ipc_notify_service(service);
    alarm_sleep_ms(100);
    printf("two_services: %s heard %u, word %08lx\n", when, heard, (unsigned long)word);
}

int main(void) {
    uint32_t service = 0;
    uint32_t silent = 0;
    if (ipc_discover("rot13_service", &service) || ipc_discover("blink", &silent))
        return 1;
    alarm_sleep_ms(100);
    ipc_share(service, buffer, 32);
    ipc_listen_async(service, on_notified, &word);
    notify_and_tell(service, "before");
    printf("two_services: call %d\n", (int)ipc_call(silent, 50));
    notify_and_tell(service, "after");
    return 0;
}
