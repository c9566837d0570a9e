/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Begins to bring a program, and goes on when a line is typed. */
#include "app_loader.h"
#include "console.h"
#include "tests/qemu/apps/bringer/guest.h"

#include <stdio.h>

static uint32_t guest[GUEST_BYTES / 4];

static void bring(uint32_t from, uint32_t to) {
    enum errorcode err = app_loader_write(from, &guest[from / 4], to - from);
    printf("keeper: %d\n", (int)err);
}

int main(void) {
    char line[8];
    size_t length = 0;
    guest_make(guest);
    while (app_loader_setup(GUEST_BYTES) == ERR_BUSY)
        ;
    bring(0, GUEST_HEADER);
    printf("keeper: goes on: %d\n", (int)console_read_line(line, sizeof line, &length));
    bring(GUEST_HEADER, GUEST_BYTES);
    printf("keeper: ended with %d\n", (int)app_loader_finalize());
    return 0;
}
