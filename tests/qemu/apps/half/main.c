/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Ends in the middle of bringing a program. */
#include "app_loader.h"
#include "tests/qemu/apps/bringer/guest.h"

#include <stdio.h>

static uint32_t guest[GUEST_BYTES / 4];

int main(void) {
    guest_make(guest);
    enum errorcode err = app_loader_setup(GUEST_BYTES);
    if (!err)
        err = app_loader_write(0, guest, 256);
    printf("half: %d\n", (int)err);
    return 0;
}
