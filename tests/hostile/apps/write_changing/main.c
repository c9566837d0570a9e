/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Changes a text all the time while the console prints it, and lends the same bytes to others meanwhile:
 * what the kernel reads twice may differ. */
#include "tests/hostile/hostile.h"

static char text[160];

int main(void) {
    struct random random = {4711};
    for (uint32_t n = 0; n < 40; n++) {
        allow_ro(DRIVER_CONSOLE, 1, text, sizeof(text));
        allow_rw(DRIVER_CONSOLE, 1, text, sizeof(text));
        allow_rw(DRIVER_PROCESS_INFO, 0, text, sizeof(text));
        allow_ro(DRIVER_IPC, 0, text, sizeof(text));
        command(DRIVER_CONSOLE, 1, sizeof(text), 0);
        for (uint32_t i = 0; i < 300; i++) {
            text[random_next(&random) % sizeof(text)] = (char)('a' + random_next(&random) % 26);
            if (i % 64 == 0) {
                command(DRIVER_PROCESS_INFO, 4, own_number("write_changing"), 0);
                command(DRIVER_IPC, 1, 0, 0);
            }
        }
        text[sizeof(text) - 1] = '\n';
        sleep_ms(2);
        while (yield_no_wait())
            continue;
    }
    finish();
}
