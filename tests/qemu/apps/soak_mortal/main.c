/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Lives for ten minutes at a time, with everything that a driver keeps for it; then it faults, or restarts
 * itself with a write, a read and an alarm under way. */
#include "alarm.h"
#include "console.h"
#include "process_info.h"

static uint8_t bytes[32];

static void ignore(uint32_t a, uint32_t b, uint32_t c, void *data) {
    (void)a, (void)b, (void)c, (void)data;
}

/* An address that the compiler does not know to be null. */
static uintptr_t nowhere(void) {
    uintptr_t address = 0;
    __asm__("" : "+r"(address));
    return address;
}

int main(void) {
    struct process_info_statistics statistics = {0, 0, 0, 0};
    uint32_t number = 0;
    process_info_find("soak_mortal", &number);
    process_info_get_statistics(number, &statistics);
    for (uint32_t driver = 0; driver < 9; driver++)
        subscribe(driver == 8 ? DRIVER_IPC : driver, 0, ignore, NULL);
    alarm_sleep_ms(600000);
    allow_rw(DRIVER_CONSOLE, 1, bytes, sizeof bytes);
    command(DRIVER_CONSOLE, 2, sizeof bytes, 0);
    allow_ro(DRIVER_CONSOLE, 1, "soak_mortal goes\n", 17);
    command(DRIVER_CONSOLE, 1, 17, 0);
    command(DRIVER_ALARM, 5, 1000, 0);
    if (statistics.restarts % 2 == 0)
        *(volatile uint32_t *)nowhere() = 0;
    syscall_raw(SYSCALL_EXIT, EXIT_RESTART, 0, 0, 0);
    return 1;
}
