/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Runs for a second, then reads through a null pointer. What happens next is up to the kernel's
 * fault policy; it must not happen to anybody else. */
#include "alarm.h"
#include "console.h"

int main(void) {
    console_write_string("crash: alive, for a second\n");
    alarm_sleep_ms(1000);
    console_write_string("crash: reading address 0\n");
    volatile uintptr_t null = 0; /* volatile: the compiler is not to see it coming */
    uint32_t value = *(volatile uint32_t *)null;
    console_write_string("crash: STILL ALIVE, that should have been a fault\n");
    return (int)value;
}
