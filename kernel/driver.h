/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* System call drivers and the board's table of them. */
#ifndef KERNEL_DRIVER_H
#define KERNEL_DRIVER_H

#include "abi/errorcode.h"
#include "abi/syscall.h"
#include "kernel/dialect.h"
#include "kernel/hil.h"
#include "kernel/process_id.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a command answers (ABI 1.2): the variant in the low word, its first value in the high one,
 * so that the common answers travel in two registers. The rarer variants leave what they have
 * beyond that in command_more. Made by the functions below only. */
typedef uint64_t command_result;
KERNEL_ONLY extern uint32_t command_more[2];

static inline command_result command_return(uint32_t variant, uint32_t value) {
    return (uint64_t)value << 32 | variant;
}

static inline command_result command_success(void) {
    return command_return(RETURN_SUCCESS, 0);
}

static inline command_result command_success_u32(uint32_t value) {
    return command_return(RETURN_SUCCESS_U32, value);
}

static inline command_result command_success_2u32(uint32_t first, uint32_t second) {
    command_more[0] = second;
    return command_return(RETURN_SUCCESS_2U32, first);
}

static inline command_result command_success_u64(uint64_t value) {
    command_more[0] = (uint32_t)(value >> 32);
    return command_return(RETURN_SUCCESS_U64, (uint32_t)value);
}

static inline command_result command_success_3u32(uint32_t first, uint32_t second, uint32_t third) {
    command_more[0] = second;
    command_more[1] = third;
    return command_return(RETURN_SUCCESS_3U32, first);
}

static inline command_result command_failure(enum errorcode error) {
    return command_return(RETURN_FAILURE, (uint32_t)error);
}

/* Success for OK, otherwise the failure. */
static inline command_result command_status(enum errorcode status) {
    return status == OK ? command_success() : command_failure(status);
}

/* What a driver keeps for each process: how many upcalls and buffers, how large a state. Made by
 * GRANT (kernel/grant.h). */
struct SEALED grant_layout {
    uint8_t upcalls;
    uint8_t allow_ro;
    uint8_t allow_rw;
    uint8_t allow_readable; /* Userspace-Readable Allow (ABI 2.7) */
    bool for_any_command;   /* every command allocates it, or fails with NOMEM */
    uint16_t state_bytes;
};

/* A driver's command function. It runs inside the trap: it must not block, and must not call a
 * client back. */
typedef command_result driver_command(struct object *self, struct process_id caller,
                                      uint32_t command, uint32_t arg1, uint32_t arg2);

struct STATIC_TYPE SEALED driver {
    uint32_t number; /* ABI 7.2 */
    driver_command *command;
    struct object *self;
    const struct grant_layout *grant; /* NULL: nothing is kept per process */
};

/* The board's drivers. Their index here is what grants and queued upcalls know them by. Driver 0
 * is nobody: it has no grant, and answers every command with NODEVICE. */
KERNEL_ONLY extern const struct driver board_drivers[];
KERNEL_ONLY extern const uint32_t board_driver_count;
#define DRIVER_NOBODY 0u

/* Finds a driver in constant time: a table of 2^DRIVER_HASH_BITS indices into board_drivers. Two drivers in
 * one entry fail to compile; the board then chooses another DRIVER_HASH_SHIFT in its KERNEL_CONFIG. The table
 * is in RAM: the drivers of a capsule that is in quarantine leave it. */
#ifndef DRIVER_HASH_BITS
#define DRIVER_HASH_BITS 5
#endif
#ifndef DRIVER_HASH_SHIFT
#define DRIVER_HASH_SHIFT 12
#endif
#define DRIVER_HASH_SIZE (1u << DRIVER_HASH_BITS)
#define DRIVER_HASH(number) (((number) - ((number) >> DRIVER_HASH_SHIFT)) & (DRIVER_HASH_SIZE - 1u))
KERNEL_ONLY extern uint8_t board_driver_hash[DRIVER_HASH_SIZE];

/* Largest number of drivers, nobody included: grants being entered are one bit each of a word. */
#define DRIVERS_MAX 32u

/* The index of the driver with this number, or DRIVER_NOBODY. */
KERNEL_ONLY static inline uint32_t driver_find(uint32_t number) {
    uint32_t index = board_driver_hash[DRIVER_HASH(number)];
    return board_drivers[index].number == number ? index : DRIVER_NOBODY;
}

/* The command function of nobody (kernel/syscall.c). */
KERNEL_ONLY command_result driver_nobody(struct object *self, struct process_id caller,
                                         uint32_t command, uint32_t arg1, uint32_t arg2);

/* The board's table, from one list. A board writes
 *
 *     #define DRIVERS(X)                                                  \
 *         X(ALARM, DRIVER_ALARM, struct alarm_driver, &alarm, alarm_driver_command, &alarm_grant)
 *     DRIVER_TABLE(DRIVERS)
 *
 * and gets DRIVER_INDEX_ALARM for the grant handles. */
#define DRIVER_INDEX_OF(name, ...) DRIVER_INDEX_##name,
#define DRIVER_HASH_OF(name, driver_number, ...) [DRIVER_HASH(driver_number)] = DRIVER_INDEX_##name,
#define DRIVER_OF(name, driver_number, type, self_, command_, grant_)                            \
    [DRIVER_INDEX_##name] = {                                                                    \
        .number = (driver_number),                                                               \
        .command = METHOD(type, command_, command_result, struct process_id, uint32_t, uint32_t, \
                          uint32_t),                                                             \
        .self = SELF(type, self_),                                                               \
        .grant = (grant_),                                                                       \
    },
#define DRIVER_INDICES(list)                      \
    enum driver_index {                           \
        DRIVER_INDEX_NOBODY,                      \
        list(DRIVER_INDEX_OF) DRIVER_INDEX_COUNT, \
    };                                            \
    _Static_assert(DRIVER_INDEX_COUNT <= DRIVERS_MAX, "too many drivers")
#define DRIVER_TABLE(list)                                                                   \
    uint8_t board_driver_hash[DRIVER_HASH_SIZE] = {list(DRIVER_HASH_OF)};                    \
    const struct driver board_drivers[] = {{.number = UINT32_MAX, .command = driver_nobody}, \
                                           list(DRIVER_OF)};                                 \
    const uint32_t board_driver_count = DRIVER_INDEX_COUNT

#endif
