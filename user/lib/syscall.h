/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The eight system calls, each a function that compiles to little more than its instruction.
 * Drivers have friendlier headers of their own; this one is for writing such headers, and for
 * trying what happens. Source: ABI 1 and 2. */
#ifndef USER_SYSCALL_H
#define USER_SYSCALL_H

#include "abi/driver_numbers.h"
#include "abi/errorcode.h"
#include "abi/syscall.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a system call answers: the variant says how many of the values mean something (ABI 1.2). */
struct syscall_return {
    uint32_t variant; /* RETURN_... */
    uint32_t values[3];
};

/* What the kernel calls when something has happened. It runs inside one of the yields below, never
 * at any other time, so code between two yields needs no locks. */
typedef void upcall_function(uint32_t arg0, uint32_t arg1, uint32_t arg2, void *appdata);

/* The three arguments of an upcall that was waited for. */
struct upcall_arguments {
    uint32_t arg0;
    uint32_t arg1;
    uint32_t arg2;
};

static inline bool syscall_succeeded(struct syscall_return result) {
    return result.variant >= RETURN_SUCCESS;
}

/* OK, or the error that every variant of failure begins with. */
static inline enum errorcode syscall_error(struct syscall_return result) {
    return syscall_succeeded(result) ? OK : (enum errorcode)result.values[0];
}

/* ---- The instruction ---- */

/* syscall_raw: class `class` with four arguments; from the folder of the architecture. It clobbers
 * memory, because drivers read and write buffers, and because upcalls run our own code. */
#include "syscall_raw.h"

/* ---- Yield (ABI 2.3) ---- */

/* Sleeps until an upcall that has a function arrives, and runs it. */
void yield_wait(void);

/* Runs one upcall if one is waiting; returns whether there was one. */
bool yield_no_wait(void);

/* Sleeps until an upcall of this driver and number arrives, and returns its arguments *instead* of
 * running its function. No other upcall runs meanwhile: they wait in the queue, which has room for
 * UPCALL_QUEUE_LENGTH. A pair that the kernel does not know waits forever. */
static inline struct upcall_arguments yield_wait_for(uint32_t driver, uint32_t number) {
    struct syscall_return result = syscall_raw(SYSCALL_YIELD, YIELD_WAIT_FOR, driver, number, 0);
    return (struct upcall_arguments){result.variant, result.values[0], result.values[1]};
}

/* Runs upcalls until one of them has set the flag. */
static inline void yield_until(const volatile bool *flag) {
    while (!*flag)
        yield_wait();
}

/* ---- Driver calls (ABI 2.4 to 2.7) ---- */

/* Sets the function for upcall `number`, NULL for none; upcalls that are queued for the old
 * function are dropped. Success: values[0] old function, values[1] old appdata.
 * errors: INVAL not a function of this program; NODEVICE; NOSUPPORT no such upcall; NOMEM */
static inline struct syscall_return subscribe(uint32_t driver, uint32_t number,
                                              upcall_function *function, void *appdata) {
    return syscall_raw(SYSCALL_SUBSCRIBE, driver, number, (uintptr_t)function, (uintptr_t)appdata);
}

/* Asks a driver to do something. It never blocks: what takes time ends with an upcall. */
static inline struct syscall_return command(uint32_t driver, uint32_t number, uint32_t arg1,
                                            uint32_t arg2) {
    return syscall_raw(SYSCALL_COMMAND, driver, number, arg1, arg2);
}

/* Lends a buffer to a driver, which may read and write it until another one takes its place; a
 * length of 0 takes it back. Success: values[0] old address, values[1] old length.
 * errors: INVAL not memory of this process; NODEVICE; NOSUPPORT no such number; NOMEM */
static inline struct syscall_return allow_rw(uint32_t driver, uint32_t number, void *buffer,
                                             size_t length) {
    return syscall_raw(SYSCALL_ALLOW_RW, driver, number, (uintptr_t)buffer, length);
}

/* The same for reading only; the buffer may lie in flash. */
static inline struct syscall_return allow_ro(uint32_t driver, uint32_t number, const void *buffer,
                                             size_t length) {
    return syscall_raw(SYSCALL_ALLOW_RO, driver, number, (uintptr_t)buffer, length);
}

/* Lends a buffer that the process goes on reading while the kernel keeps it up to date. */
static inline struct syscall_return allow_userspace_read(uint32_t driver, uint32_t number,
                                                         void *buffer, size_t length) {
    return syscall_raw(SYSCALL_ALLOW_USERSPACE_READ, driver, number, (uintptr_t)buffer, length);
}

/* Is there such a driver? */
static inline bool driver_exists(uint32_t driver) {
    return syscall_succeeded(command(driver, 0, 0, 0));
}

/* ---- The process itself (ABI 2.8, 2.9) ---- */

/* Operation MEMOP_... Success: values[0] where the operation has a result. memory.h has names for
 * them. */
static inline struct syscall_return memop(uint32_t operation, uint32_t argument) {
    return syscall_raw(SYSCALL_MEMOP, operation, argument, 0, 0);
}

/* Ends the process. Codes 1 to 1024 mean what enum errorcode says, others what you like. */
__attribute__((noreturn)) static inline void exit_terminate(uint32_t code) {
    syscall_raw(SYSCALL_EXIT, EXIT_TERMINATE, code, 0, 0);
    __builtin_unreachable();
}

/* Ends the process and starts it anew. If that cannot be done it stays ended. */
__attribute__((noreturn)) static inline void exit_restart(uint32_t code) {
    syscall_raw(SYSCALL_EXIT, EXIT_RESTART, code, 0, 0);
    __builtin_unreachable();
}

#endif
