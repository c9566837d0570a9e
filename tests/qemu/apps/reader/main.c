/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Reads READ_BYTES bytes at a time, and prints them. */
#include "tests/qemu/raw/raw.h"

#define READ 2
#define READ_BYTES 48

int raw_main(const struct start *start) {
    (void)start;
    for (;;) {
        char bytes[READ_BYTES + 1] = {0};
        allow_rw(DRIVER_CONSOLE, 1, bytes, READ_BYTES);
        command(DRIVER_CONSOLE, READ, READ_BYTES, 0);
        put("reader: ready\n");
        struct upcall_arguments done = yield_wait_for(DRIVER_CONSOLE, 2);
        allow_rw(DRIVER_CONSOLE, 1, NULL, 0);
        put("reader: ");
        put_decimal(done.arg1);
        put(" bytes: ");
        put(bytes);
        put("\n");
    }
}
