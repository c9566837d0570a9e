/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Drivers for tests of the kernel proper: they record what they are told and answer as they are
 * told. probe_board.c puts them into a table, for tests that have none of their own. */
#ifndef TESTS_UNIT_PROBE_H
#define TESTS_UNIT_PROBE_H

#include "kernel/capsule.h"

struct probe_state {
    uint32_t word;
    uint8_t bytes[12];
};
GRANT(probe_grant, struct probe_state, .upcalls = 3, .allow_ro = 2, .allow_rw = 2,
      .allow_readable = 1);

/* Another one, smaller. */
struct second_state {
    uint8_t byte;
};
GRANT(second_grant, struct second_state, .upcalls = 1, .allow_ro = 1, .allow_rw = 1);

/* One that fits no process. */
struct huge_state {
    uint8_t bytes[60000];
};
GRANT(huge_grant, struct huge_state, .upcalls = 1, .allow_ro = 1, .allow_rw = 1,
      .allow_readable = 1);

/* One that is allocated before any command. */
struct eager_state {
    uint32_t word;
};
GRANT(eager_grant, struct eager_state, .upcalls = 1, .for_any_command = true);

#define PROBE 0x51u
#define SECOND 0x52u
#define BARE 0x53u /* has no grant */
#define HUGE 0x54u
#define EAGER 0x55u
#define UNKNOWN 0x5FFu

struct probe {
    unsigned commands;
    struct process_id caller;
    uint32_t command;
    uint32_t arg1;
    uint32_t arg2;
    /* What a command does and answers; NULL: success without a value. */
    command_result (*answer)(struct probe *self, struct process_id caller);
};
extern struct probe probe;

command_result probe_command(struct probe *self, struct process_id caller, uint32_t command,
                             uint32_t arg1, uint32_t arg2);

#define PROBE_DRIVERS(X)                                                         \
    X(PROBE, PROBE, struct probe, &probe, probe_command, &probe_grant_layout)    \
    X(SECOND, SECOND, struct probe, &probe, probe_command, &second_grant_layout) \
    X(BARE, BARE, struct probe, &probe, probe_command, NULL)                     \
    X(HUGE, HUGE, struct probe, &probe, probe_command, &huge_grant_layout)       \
    X(EAGER, EAGER, struct probe, &probe, probe_command, &eager_grant_layout)

/* Their handles, whatever their place in the table. */
extern const union probe_grant probe_handle;
extern const union second_grant second_handle;
extern const union huge_grant huge_handle;
extern const union eager_grant eager_handle;
extern const struct grant_handle bare_handle;

#endif
