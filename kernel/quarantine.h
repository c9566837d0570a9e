/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* CAPSULE_POLICY=QUARANTINE: what the architecture's boundary_call and the capsule policy share. */
#ifndef KERNEL_QUARANTINE_H
#define KERNEL_QUARANTINE_H

#include <stdbool.h>
#include <stdint.h>

/* A call that is going on, on the stack of who made it; boundary.S pushes it. */
struct boundary_frame {
    struct boundary_frame *previous;
    uintptr_t function;
    uint32_t leave; /* how: see below */
};
#define BOUNDARY_ANSWER 0xFFu   /* what it answers when the function does not return */
#define BOUNDARY_GRANTS_SHIFT 8 /* how many grants were entered when it was made */
#define BOUNDARY_LOOK 0x10000u  /* how often the watchdog found it there */

struct boundary {
    struct boundary_frame *innermost; /* NULL: there is none */
    uint32_t fenced;                  /* a bit for each capsule that is in quarantine */
};
extern struct boundary boundary;

/* Is the function part of a capsule that is in quarantine? boundary_call asks if there is one. */
bool boundary_is_fenced(uintptr_t function);

#endif
