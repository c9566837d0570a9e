/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Stops, resumes, faults, terminates and boots its partners (never the victim) at every moment of
 * their lives. */
#include "tests/hostile/hostile.h"

static uint32_t numbers[8];

int main(void) {
    struct random random = {0xC0FFEE};
    uint32_t victim = 0, me = own_number("control_storm");
    process_info_find("victim", &victim);
    tell("@done", 0);
    for (;;) {
        uint32_t count = 0;
        process_info_list(numbers, COUNT(numbers), &count);
        for (uint32_t i = 0; i < count && i < COUNT(numbers); i++)
            if (numbers[i] != victim && numbers[i] != me)
                command(DRIVER_PROCESS_INFO, 6, numbers[i], 1 + random_next(&random) % 5);
        for (uint32_t i = random_next(&random) % 2000; i > 0; i--)
            __asm__ volatile("");
        if (random_next(&random) % 16 == 0)
            sleep_ms(1);
    }
}
