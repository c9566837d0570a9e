/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The partner of chaos, which may have come to run in a circle or to wait for ever: ends it every few
 * milliseconds, and has it begin again. */
#include "tests/hostile/hostile.h"

#define TERMINATE 4
#define BOOT 5

int main(void) {
    for (;;) {
        sleep_ms(5);
        command(DRIVER_PROCESS_INFO, 6, own_number("chaos"), TERMINATE);
        command(DRIVER_PROCESS_INFO, 6, own_number("chaos"), BOOT);
    }
}
