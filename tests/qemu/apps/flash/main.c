/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Looks at the last page of the memory of apps through tests/qemu/capsules/flash, and where it lies. */
#include "tests/qemu/capsules/numbers.h"

#include "memory.h"

#include <stdio.h>
#include <string.h>

enum {
    READ = 1,
    WRITE = 2,
    ERASE = 3,
    SHAPE = 4
};
#define BYTES 8
#define ENDED 0 /* the upcall */

static uint8_t bytes[BYTES];

static enum errorcode operate(uint32_t number, uint32_t offset) {
    struct syscall_return result = command(DRIVER_FLASH_PROBE, number, offset, 0);
    if (!syscall_succeeded(result))
        return syscall_error(result);
    return (enum errorcode)yield_wait_for(DRIVER_FLASH_PROBE, ENDED).arg0;
}

static enum errorcode write(uint32_t offset, const void *what, size_t length) {
    allow_ro(DRIVER_FLASH_PROBE, 0, what, length);
    return operate(WRITE, offset);
}

static void show(const char *when, uint32_t offset) {
    memset(bytes, 0x5A, sizeof bytes);
    enum errorcode err = operate(READ, offset);
    printf("flash: %s: error %d, ", when, (int)err);
    for (unsigned i = 0; i < BYTES; i++)
        printf("%02x", bytes[i]);
    printf("\n");
}

/* The header of a program that is there was read by the kernel, and is read by the driver. */
static void show_own_header(uint32_t apps_at) {
    struct memory_layout layout;
    memory_get_layout(&layout);
    memset(bytes, 0, sizeof bytes);
    enum errorcode err = operate(READ, (uint32_t)layout.flash_start - apps_at);
    printf("flash: own header: error %d, version %u\n", (int)err, bytes[0]);
}

int main(void) {
    struct syscall_return shape = command(DRIVER_FLASH_PROBE, SHAPE, 0, 0);
    uint32_t end = shape.values[0];
    uint32_t page = shape.values[1];
    uint32_t last = end - page;
    printf("flash: %u bytes, pages of %u, words of %u\n", (unsigned)end, (unsigned)page,
           (unsigned)shape.values[2]);
    allow_rw(DRIVER_FLASH_PROBE, 0, bytes, sizeof bytes);
    show_own_header(0x80100000);
    printf("flash: erase: error %d\n", (int)operate(ERASE, last));
    show("erased", last + 4);
    printf("flash: write: error %d\n", (int)write(last + 4, "\xF0\xF0\xF0\xF0", 4));
    show("written", last + 4);
    write(last + 4, "\x3C\x3C\x3C\x3C", 4);
    show("written again", last + 4);
    printf("flash: half a word: error %d, unaligned: error %d, beyond the end: error %d\n",
           (int)write(last, "ab", 2), (int)write(last + 2, "abcd", 4), (int)write(end, "abcd", 4));
    printf("flash: a part of a page: error %d, the page behind the last: error %d\n",
           (int)operate(ERASE, last + 4), (int)operate(ERASE, end));
    operate(ERASE, last);
    show("erased again", last + 4);
    return 0;
}
