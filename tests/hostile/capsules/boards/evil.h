/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The header of a capsule whose macros do in a board what the capsule may not do itself. */
#ifndef TESTS_HOSTILE_CAPSULES_BOARDS_EVIL_H
#define TESTS_HOSTILE_CAPSULES_BOARDS_EVIL_H

#include "kernel/capsule.h"

struct STATIC_TYPE evil {
    struct process_management_capability management;
    struct buffer *buffer;
    const uint32_t *word;
    struct text name;
    uint32_t value;
};

static inline uint32_t evil_value(const struct evil *e) {
    return e->value;
}

uint32_t evil_read(const struct evil *e);

struct evil_small {
    uint32_t words[1];
};
GRANT(evil_small_apps, struct evil_small, .upcalls = 1);
struct evil_large {
    uint32_t words[99];
};
GRANT(evil_large_apps, struct evil_large, .upcalls = 1);

struct STATIC_TYPE evil_driver {
    union evil_large_apps apps;
};
command_result evil_command(struct evil_driver *self, struct process_id caller, uint32_t command,
                            uint32_t arg1, uint32_t arg2);

#define EVIL_CAST(address) {.buffer = (struct buffer *)(address)}
#define EVIL_VARIABLE {.value = command_more[0]}
#define EVIL_FUNCTION(e) board_put_byte
#define EVIL_MINT {.management = CAPABILITY_MINT(process_management_capability)}
#define EVIL_SEALED(chars_) {.name = {.chars = (chars_)}}
#define EVIL_POINTER(array) {.word = (array) + 1}
#define EVIL_STATEMENT(x) ({ (x) + 1; })
#define EVIL_CALL(e) evil_read(e)

#endif
