/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Wants the keeper's secrets: by its key, by keys that are none, by places outside of its own region, by lengths
 * that lie. Says which of its tries came through. What it may do by its header is another question: the test
 * gives it several. */
#include "alarm.h"
#include "key_value.h"
#include "nonvolatile.h"

#include <stdio.h>
#include <string.h>

#define KEY "secret"
#define KEY_LENGTH (sizeof KEY - 1)
#define SECRET "nobody"

static uint8_t bytes[1024];
static unsigned tries, through;

static int has_secret(void) {
    for (size_t i = 0; i + sizeof SECRET <= sizeof bytes; i++) {
        if (memcmp(bytes + i, SECRET, sizeof SECRET - 1) == 0)
            return 1;
    }
    return 0;
}

static void judge(const char *what, int came_through) {
    tries++;
    if (came_through) {
        through++;
        printf("thief: %s\n", what);
    }
    memset(bytes, 0, sizeof bytes);
}

/* Whatever the call answered: is anything of it here? */
static void look(const char *what) {
    judge(what, has_secret());
}

static enum errorcode get(const void *key, size_t length, size_t room) {
    size_t all;
    return key_value_get(key, length, bytes, room, &all);
}

static void try_keys(void) {
    get(KEY, KEY_LENGTH, sizeof bytes);
    look("read the secret");
    for (size_t length = 0; length <= 70; length++) {
        memset(bytes + 512, 's', 70);
        get(bytes + 512, length, 512);
        look("read it by another key");
    }
    /* Keys of blocks: owner and number. */
    const uint32_t block[] = {0x5EC4E7, 0};
    get(block, sizeof block, sizeof bytes);
    look("read a block as a value");
    judge("deleted it", key_value_delete(KEY, KEY_LENGTH) == OK);
    judge("changed it", key_value_set(KEY, KEY_LENGTH, "mine", 4) == OK);
    judge("updated it", key_value_update(KEY, KEY_LENGTH, "mine", 4) == OK);
    judge("added it", key_value_add(KEY, KEY_LENGTH, "mine", 4) == OK);
}

static void try_region(void) {
    static const uint32_t offsets[] = {0,          100,        3072,       4095,       4096,
                                       8192,       0x7FFFFFFF, 0x80000000, 0xFFFFF000, 0xFFFFFC00,
                                       0xFFFFFFFF, 0x00010000, 0xFFFFFF9C};
    for (unsigned i = 0; i < sizeof offsets / sizeof offsets[0]; i++) {
        (void)nonvolatile_own_read(offsets[i], bytes, sizeof bytes);
        look("read it in its own region");
        (void)nonvolatile_read(offsets[i], bytes, sizeof bytes);
        look("read it in everybody's region");
    }
    /* Offsets of 64 bits, of which the low half is a good one. */
    for (uint32_t high = 1; high != 0; high <<= 1) {
        allow_rw(DRIVER_ISOLATED, 0, bytes, 512);
        if (syscall_succeeded(command(DRIVER_ISOLATED, 2, 100, high)))
            judge("a place beyond 2^32", yield_wait_for(DRIVER_ISOLATED, 1).arg0 == OK);
        allow_rw(DRIVER_ISOLATED, 0, NULL, 0);
    }
}

/* Lengths that lie: of the shared region's command, and buffers that are no memory of ours. */
static void try_lies(void) {
    static const uint32_t lengths[] = {0xFFFFFFFF, 0x80000000, 4097, 4096, 0xFFFFFFFC};
    for (unsigned i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        allow_rw(DRIVER_NONVOLATILE, 0, bytes, 64);
        for (uint32_t offset = 0; offset < 3; offset++) {
            if (syscall_succeeded(command(DRIVER_NONVOLATILE, 2, offset, lengths[i])))
                judge("read more than there is",
                      yield_wait_for(DRIVER_NONVOLATILE, 0).arg0 > sizeof bytes);
            look("read it by a lie");
        }
        allow_rw(DRIVER_NONVOLATILE, 0, NULL, 0);
    }
    judge("lent what is not ours",
          syscall_succeeded(allow_rw(DRIVER_KEY_VALUE, 0, bytes, 0x7FFFFFFF)));
    judge("lent the kernel's",
          syscall_succeeded(allow_ro(DRIVER_KEY_VALUE, 1, (void *)0x80000000u, 512)));
}

int main(void) {
    alarm_sleep_ms(400); /* the keeper has it by then */
    try_keys();
    try_region();
    try_lies();
    printf("thief: %u tries, %u came through\n", tries, through);
    return 0;
}
