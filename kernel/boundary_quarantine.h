/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Boundaries that a capsule's fault does not pass. */
#ifndef KERNEL_BOUNDARY_QUARANTINE_H
#define KERNEL_BOUNDARY_QUARANTINE_H

#include "abi/errorcode.h"
#include "kernel/hil.h"

#include <stddef.h>
#include <stdint.h>

/* Every argument and result of an interface is at most a word, so that one function calls them all:
 * the architecture's, with what it answers if the call does not come back by itself. */
typedef uintptr_t boundary_function(struct object *self, uintptr_t first, uintptr_t second);
uintptr_t boundary_call(boundary_function *function, struct object *self, uintptr_t first,
                        uintptr_t second); /* 0 */
uintptr_t boundary_call_status(boundary_function *function, struct object *self, uintptr_t first,
                               uintptr_t second); /* ERR_NODEVICE */

/* What is behind the second word is the zeros that fill up, at most two; a third argument would be lost. */
#define BOUNDARY_NO_MORE(...)                                                  \
    (0 * sizeof(struct {                                                       \
         _Static_assert(sizeof((char[]){0, ##__VA_ARGS__}) <= 3,               \
                        "a boundary takes two arguments after self, no more"); \
         char c;                                                               \
     }))
#define BOUNDARY_WORDS(self, first, second, ...) \
    (self), (uintptr_t)(first), (uintptr_t)(second) + BOUNDARY_NO_MORE(__VA_ARGS__)
#define BOUNDARY_FUNCTION(function) ((boundary_function *)(void (*)(void))(function))
#define BOUNDARY_CALL(type, function, self, ...) \
    ((type)boundary_call(BOUNDARY_FUNCTION(function), BOUNDARY_WORDS((self), ##__VA_ARGS__, 0, 0)))
#define BOUNDARY_STATUS(function, self, ...)                           \
    ((enum errorcode)boundary_call_status(BOUNDARY_FUNCTION(function), \
                                          BOUNDARY_WORDS((self), ##__VA_ARGS__, 0, 0)))

/* The same for a function of a table; one function under three names, for so many arguments. */
uintptr_t boundary_method0(const void *interface, uint32_t offset);
uintptr_t boundary_method1(const void *interface, uint32_t offset, uintptr_t first);
uintptr_t boundary_method2(const void *interface, uint32_t offset, uintptr_t first,
                           uintptr_t second);

#define BOUNDARY_OFFSET(pointer, method)                                \
    ({                                                                  \
        _Static_assert(offsetof(__typeof__(*(pointer)), ops) == 0 &&    \
                           offsetof(__typeof__(*(pointer)), self) == 4, \
                       "boundary.S");                                   \
        (uint32_t) offsetof(__typeof__(*(pointer)->ops), method);       \
    })
#define BOUNDARY_METHOD0(type, pointer, method) \
    ((type)boundary_method0((pointer), BOUNDARY_OFFSET(pointer, method)))
#define BOUNDARY_METHOD1(type, pointer, method, a) \
    ((type)boundary_method1((pointer), BOUNDARY_OFFSET(pointer, method), (uintptr_t)(a)))
#define BOUNDARY_METHOD2(type, pointer, method, a, b)                                    \
    ((type)boundary_method2((pointer), BOUNDARY_OFFSET(pointer, method), (uintptr_t)(a), \
                            (uintptr_t)(b)))

#endif
