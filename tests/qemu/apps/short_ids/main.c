/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Prints the ShortIds of all processes, as driver 0x10002 tells them, when all have been loaded. */
#include "abi/driver_numbers.h"

#include "alarm.h"
#include "syscall.h"

#include <stdio.h>

#define COMMAND_SHORT_IDS 3
#define ALLOW_OUT 0
#define PROCESSES_MAX 8

int main(void) {
    alarm_sleep_ms(1000);
    static uint32_t ids[PROCESSES_MAX];
    allow_rw(DRIVER_PROCESS_INFO, ALLOW_OUT, ids, sizeof ids);
    struct syscall_return result = command(DRIVER_PROCESS_INFO, COMMAND_SHORT_IDS, 0, 0);
    allow_rw(DRIVER_PROCESS_INFO, ALLOW_OUT, NULL, 0);
    printf("short_ids:");
    for (uint32_t i = 0; i < result.values[0] && i < PROCESSES_MAX; i++)
        printf(" %08lx", (unsigned long)ids[i]);
    printf("\n");
    return 0;
}
