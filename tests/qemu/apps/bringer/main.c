/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Tries what it must not, then brings a program, sees it run, and takes it away (ABI 5.7). */
#include "app_loader.h"
#include "guest.h"

#include <stdio.h>

static uint32_t guest[GUEST_BYTES / 4];

static void say(const char *what, enum errorcode err) {
    printf("bringer: %s: %d\n", what, (int)err);
}

static void try_without_setup(void) {
    say("write before setup", app_loader_write(0, guest, 64));
    say("finalize before setup", app_loader_finalize());
    say("load nothing", app_loader_load());
    say("abort nothing", app_loader_abort());
    uint32_t address;
    say("uninstall 0", app_loader_uninstall(0, &address));
    say("uninstall nobody", app_loader_uninstall(0x1234567, &address));
}

/* Another one (tests/qemu/apps/half) is busy first, and then dies in the middle. */
static void set_up_after_another(void) {
    enum errorcode err = app_loader_setup(GUEST_BYTES);
    say("setup beside another", err);
    while (err == ERR_BUSY)
        err = app_loader_setup(GUEST_BYTES);
    say("setup", err);
}

static void write_wrong(const char *what, uint32_t offset, size_t length) {
    enum errorcode err = app_loader_setup(GUEST_BYTES);
    if (!err)
        err = app_loader_write(0, guest, GUEST_HEADER);
    if (err)
        say("cannot even begin", err);
    say(what, app_loader_write(offset, guest, length));
}

static void lie(void) {
    app_loader_setup(GUEST_BYTES);
    say("beginning in the middle", app_loader_write(64, guest, 64));
    app_loader_setup(2 * GUEST_BYTES);
    say("another size than the header's", app_loader_write(0, guest, 256));
    write_wrong("write beyond the end", GUEST_BYTES - 4, 8);
    write_wrong("write far beyond", 0xFFFFFFFCu, 8);
    write_wrong("write before the body", 0, 8);
    write_wrong("write unaligned", GUEST_HEADER + 2, 8);
    write_wrong("write nothing", GUEST_HEADER, 0);
    app_loader_setup(GUEST_BYTES);
    struct syscall_return result = command(DRIVER_APP_LOADER, 2, 0, 64);
    say("write without a buffer", syscall_error(result));
    app_loader_setup(GUEST_BYTES);
    guest[3] ^= 1;
    say("wrong checksum", app_loader_write(0, guest, GUEST_HEADER));
    guest[3] ^= 1;
    say("too large", app_loader_setup(0x7FFFFFFCu));
}

static enum errorcode bring(uint32_t step) {
    enum errorcode err = app_loader_setup(GUEST_BYTES);
    for (uint32_t at = 0; at < GUEST_BYTES && !err; at += step)
        err = app_loader_write(at, &guest[at / 4], step);
    return err;
}

int main(void) {
    guest_make(guest);
    set_up_after_another();
    app_loader_abort();
    try_without_setup();
    lie();
    say("bring", bring(128));
    say("finalize", app_loader_finalize());
    say("load", app_loader_load());
    say("load again", app_loader_load());
    uint32_t address = 0;
    say("uninstall", app_loader_uninstall(GUEST_SHORT_ID, &address));
    printf("bringer: it was at %#x\n", (unsigned)address);
    say("bring again", bring(GUEST_BYTES));
    say("finalize again", app_loader_finalize());
    return 0;
}
