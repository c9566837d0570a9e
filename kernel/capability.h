/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Capabilities: a kernel call that not every capsule should make takes one as an argument. They
 * have no size, so they cost no code; only a board can make one (kernel/capability_mint.h), and a
 * capsule has one only if the board handed it over. */
#ifndef KERNEL_CAPABILITY_H
#define KERNEL_CAPABILITY_H

#include "kernel/config.h"
#include "kernel/dialect.h"

#include <stdint.h>

/* To stop, start, restart and terminate processes. */
struct CAPABILITY_TYPE process_management_capability {};

/* To create processes. */
struct CAPABILITY_TYPE process_loading_capability {};

/* To run the main loop. */
struct CAPABILITY_TYPE main_loop_capability {};

/* To bring the kernel down. */
struct CAPABILITY_TYPE panic_capability {};

/* The capability `member` of the object at `pointer`. A type without size is copied without a look
 * at memory, so that a null pointer, or one to a member of what a null pointer points to, would do
 * as well as any: here it traps. Such pointers are below CAPSULE_GUARD_BYTES (docs/capsule-c.md). */
#define CAPABILITY(pointer, member)                            \
    ({                                                         \
        __typeof__(pointer) capability_of_ = (pointer);        \
        if ((uintptr_t)capability_of_ < CAPSULE_GUARD_BYTES) { \
            __builtin_trap();                                  \
        }                                                      \
        capability_of_->member;                                \
    })
API_MACRO(CAPABILITY, "the pointer is looked at once and is not null");

#endif
