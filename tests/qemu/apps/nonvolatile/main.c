/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Both regions: what is in them, what cannot be; and something left in each for the next time. */
#include "nonvolatile.h"

#include <stdio.h>
#include <string.h>

#define ROOM 1200u
static uint8_t bytes[ROOM];

typedef enum errorcode read_function(size_t offset, void *buffer, size_t length);
typedef enum errorcode write_function(size_t offset, const void *bytes, size_t length);

static void show(const char *where, const char *what, enum errorcode err) {
    printf("nv: %s, %s: %d\n", where, what, (int)err);
}

static void show_text(const char *where, read_function *read, size_t offset) {
    char text[9] = "--------";
    enum errorcode err = read(offset, text, sizeof text - 1);
    for (unsigned i = 0; i < sizeof text - 1; i++)
        text[i] = text[i] == '\xFF' ? '~' : text[i];
    printf("nv: %s, at %u: %s: %d\n", where, (unsigned)offset, text, (int)err);
}

/* Over three blocks, of which the first and the last are written in part. */
static void check_long(const char *where, read_function *read, write_function *write) {
    static uint8_t long_bytes[ROOM];
    for (unsigned i = 0; i < ROOM; i++)
        long_bytes[i] = (uint8_t)(i * 7 + 3);
    enum errorcode err = write(100, long_bytes, ROOM);
    memset(bytes, 0, ROOM);
    if (!err)
        err = read(100, bytes, ROOM);
    show(where, memcmp(bytes, long_bytes, ROOM) == 0 ? "long, the same" : "long, ANOTHER", err);
}

static void check(const char *where, size_t size, read_function *read, write_function *write) {
    printf("nv: %s: %u bytes\n", where, (unsigned)size);
    show_text(where, read, size - 8);
    show(where, "write", write(size - 8, "the end.", 8));
    show_text(where, read, size - 8);
    check_long(where, read, write);
    show_text(where, read, 92);
    show(where, "nothing", read(0, bytes, 0));
    show(where, "one too far", write(size - 7, bytes, 8));
    show(where, "behind it", read(size, bytes, 1));
    show(where, "wrapping", write(UINT32_MAX, bytes, 2));
    show(where, "wrapping back", read(UINT32_MAX - 3, bytes, 8));
}

int main(void) {
    size_t size;
    enum errorcode err = nonvolatile_size(&size);
    if (!err)
        check("all", size, nonvolatile_read, nonvolatile_write);
    err = nonvolatile_own_size(&size);
    if (!err)
        check("own", size, nonvolatile_own_read, nonvolatile_own_write);
    else
        show("own", "size", err);
    return 0;
}
