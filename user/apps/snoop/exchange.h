/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What snoop and snoop_probe say to each other, in a buffer of snoop's. */
#ifndef SNOOP_EXCHANGE_H
#define SNOOP_EXCHANGE_H

#include "memory.h"

#include <stdint.h>

#define SNOOP_PROBE "snoop_probe"
#define SNOOP_SHARED_BYTES 64

/* What a write leaves behind, so that one can tell whether it did. */
#define SNOOP_PATTERN 0x5AFEC0DEu

enum snoop_action {
    SNOOP_PING, /* does nothing; the answer always carries the probe's layout */

    /* With the processor. */
    SNOOP_READ,
    SNOOP_WRITE, /* then reads back */
    SNOOP_EXECUTE,
    SNOOP_EXECUTE_RAM, /* a function in its own RAM */
    SNOOP_PRIVILEGED,  /* the n-th of what the processor keeps for the kernel */
    SNOOP_UNDEFINED,   /* an instruction that there is not */
    SNOOP_BREAKPOINT,  /* without a debugger */
    SNOOP_WRONG_CLASS, /* a system call that there is not */
    SNOOP_OVERFLOW_STACK,
    SNOOP_CALL_ON_STACK, /* a system call with the stack pointer there */

    /* Through the kernel. */
    SNOOP_ALLOW_RW,
    SNOOP_ALLOW_RO,
    SNOOP_ALLOW_READABLE,
    SNOOP_ALLOW_WRAP, /* a length that passes the end of the address space */
    SNOOP_ALLOW_IPC,  /* offers us that memory as if it were its own */
    SNOOP_SUBSCRIBE,
    SNOOP_SET_BREAK,
    SNOOP_YIELD_FLAG, /* has the kernel write the flag of Yield-NoWait */
};

enum snoop_outcome {
    SNOOP_NOTHING, /* no answer so far */
    SNOOP_VALUE,
    SNOOP_DONE,
    SNOOP_REFUSED,
    SNOOP_NO_EFFECT,
};

struct snoop_exchange {
    uint32_t action;
    uint32_t address;
    uint32_t outcome;
    uint32_t value; /* read, or the error of a refusal */
    struct memory_layout layout;
};

_Static_assert(sizeof(struct snoop_exchange) <= SNOOP_SHARED_BYTES, "has to fit");

#endif
