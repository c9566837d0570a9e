/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Asks process info for everything, with every number, and orders itself about. That it may order
 * others about as well is the rule of this driver, and stays untried. */
#include "tests/hostile/hostile.h"

int main(void) {
    static uint32_t buffer[8];
    uint32_t me = own_number("process_info_abuse"), victim = own_number("victim");
    allow_rw(DRIVER_PROCESS_INFO, 0, buffer, sizeof(buffer));
    for (uint32_t bit = 0; bit < 33; bit++)
        for (int delta = -3; delta < 4; delta++) {
            uint32_t number = (bit == 32 ? 0 : 1u << bit) + (uint32_t)delta;
            command(DRIVER_PROCESS_INFO, 4, number, number);
            command(DRIVER_PROCESS_INFO, 5, number, number);
            if (number != me && number != victim)
                for (uint32_t action = 0; action < 9; action++)
                    command(DRIVER_PROCESS_INFO, 6, number, action);
        }
    for (uint32_t action = 6; action < 300; action++)
        command(DRIVER_PROCESS_INFO, 6, me, action);
    command(DRIVER_PROCESS_INFO, 6, me, PROCESS_INFO_RESUME);
    command(DRIVER_PROCESS_INFO, 6, me, PROCESS_INFO_BOOT);
    uint32_t n = lives("process_info_abuse");
    if (n < 10) {
        command(DRIVER_PROCESS_INFO, 6, me, PROCESS_INFO_FAULT);
        tell("@bad lived its own fault", 1, n);
    }
    tell("@done", 0);
    command(DRIVER_PROCESS_INFO, 6, me, n == 10 ? PROCESS_INFO_TERMINATE : PROCESS_INFO_STOP);
    tell("@bad lived its own end", 0);
    return 0;
}
