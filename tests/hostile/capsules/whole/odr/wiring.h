/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef WIRING_OBJECTS
void giver_run(uint32_t address);
void taker_run(void);
#define EXTRA_DRIVERS(X)
#else
static void extra_start(void) {
    giver_run(0x20001000);
    taker_run();
}
#endif
