/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Calls every driver number there could be, by every class: who is not there must say so, and nothing may be
 * allocated for it. */
#include "tests/hostile/hostile.h"

static bool is_known(uint32_t driver) {
    return driver <= DRIVER_LOW_LEVEL_DEBUG || driver == DRIVER_IPC ||
           driver == DRIVER_PROCESS_INFO || driver == DRIVER_RNG ||
           (driver >= 0x50000 && driver <= 0x50003); /* storage */
}

static void try(uint32_t driver) {
    if (is_known(driver))
        return;
    struct syscall_return results[] = {command(driver, 0, 0, 0), subscribe(driver, 0, NULL, NULL),
                                       allow_rw(driver, 0, NULL, 0), allow_ro(driver, 0, NULL, 0),
                                       allow_userspace_read(driver, 0, NULL, 0)};
    for (unsigned i = 0; i < COUNT(results); i++)
        if (syscall_error(results[i]) != ERR_NODEVICE)
            tell("@bad driver", 3, driver, i, results[i].variant);
}

int main(void) {
    uint32_t grants = own().grant_start;
    struct random random = {1};
    for (uint32_t driver = 0; driver < 0x400; driver++)
        try(driver);
    for (uint32_t block = 0; block < 16; block++)
        for (uint32_t driver = 0; driver < 32; driver++)
            try(block << 16 | driver);
    for (uint32_t bit = 0; bit < 32; bit++)
        for (uint32_t near = 0; near < 5; near++)
            try((1u << bit) + near - 2);
    for (uint32_t i = 0; i < 4000; i++)
        try(random_next(&random));
    if (own().grant_start != grants)
        tell("@bad memory for nobody", 2, grants, own().grant_start);
    finish();
}
