/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A second, counted for a month (tests/soak/soak.py): each begins where the last one was due, so that one
 * that is lost, or comes early, or late, is seen. Every minute a service is asked and must have answered by
 * the next one; every hour memory is taken and given back, and a line says how it is:
 *
 *     soak: hour N worst TICKS wraps N answers N
 */
#include "alarm.h"
#include "ipc.h"
#include "memory.h"

#include <stdio.h>
#include <string.h>

#define MINUTE 60u
#define HOUR 3600u

IPC_BUFFER(question, 32);
static uint32_t answers;

static void answered(uint32_t slot, void *buffer, size_t bytes, void *context) {
    (void)slot, (void)buffer, (void)bytes, (void)context;
    answers++;
}

static uint32_t now(void) {
    return command(DRIVER_ALARM, 2, 0, 0).values[0];
}

static void ask(uint32_t service, uint32_t second) {
    if (answers != second / MINUTE - 1)
        printf("@bad %u answers in second %u\n", (unsigned)answers, (unsigned)second);
    memcpy(question, &second, sizeof second);
    if (ipc_notify_service(service) != OK)
        printf("@bad notification in second %u\n", (unsigned)second);
}

/* As much as there is, touched, and given back. */
static void breathe(void) {
    uintptr_t old;
    for (intptr_t bytes = 16; memory_grow(bytes, &old) == OK; bytes *= 2) {
        memset((void *)old, 0x5A, (size_t)bytes);
        memory_grow(-bytes, &old);
    }
}

int main(void) {
    uint32_t service;
    if (ipc_discover("soak_service", &service) != OK ||
        ipc_listen_async(service, answered, NULL) != OK ||
        ipc_share(service, question, sizeof question) != OK) {
        printf("@bad no service\n");
        return 1;
    }
    uint32_t period = command(DRIVER_ALARM, 1, 0, 0).values[0];
    uint32_t due = now(), worst = 0, wraps = 0;
    for (uint32_t second = 1;; second++) {
        uint32_t last = due;
        command(DRIVER_ALARM, 6, due, period);
        yield_wait_for(DRIVER_ALARM, 0);
        due += period;
        uint32_t late = now() - due;
        worst = late > worst ? late : worst;
        if (late > period / 2)
            printf("@bad second %u: %d ticks late\n", (unsigned)second, (int)late);
        wraps += due < last ? 1 : 0;
        while (yield_no_wait())
            continue;
        if (second % MINUTE == 0)
            ask(service, second);
        if (second % HOUR == 0) {
            breathe();
            printf("soak: hour %u worst %u wraps %u answers %u\n", (unsigned)(second / HOUR),
                   (unsigned)worst, (unsigned)wraps, (unsigned)answers);
        }
    }
}
