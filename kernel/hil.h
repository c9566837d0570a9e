/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* How a typed interface is bound to an object without a void pointer.
 *
 * A HIL is a constant table of functions plus an opaque self. The functions are written against
 * their own type; METHOD checks at compile time that the first parameter is a pointer to that very
 * type, and SELF that the object is of that type. The casts in these two macros are therefore
 * sound, and they are the only ones. */
#ifndef KERNEL_HIL_H
#define KERNEL_HIL_H

#include "kernel/dialect.h"

/* Never defined: nobody can look into somebody else's object. */
struct KERNEL_ONLY object;

/* The object at `pointer`, which must be a `type *`. */
#define SELF(type, pointer) ((struct object *)_Generic((pointer), type * : (pointer)))

/* The function `function`, which must be `result (type *, ...)`. */
#define METHOD(type, function, result, ...)              \
    _Generic(&function, result(*)(type *, ##__VA_ARGS__) \
             : (result(*)(struct object *, ##__VA_ARGS__))(function))

/* A capsule that is itself an interface: its table of functions, and what type they work on. In the
 * header
 *
 *     HIL_OPS(uart, uart_device_ops, struct uart_device);
 *     #define UART_DEVICE(object_) HIL_BIND(uart_device_ops, object_)
 *
 * and in the source, with the arguments of UART_OPS that follow the type,
 *
 *     HIL_OPS_DEFINE(uart_device_ops, UART_OPS, transmit, receive);
 *
 * A board, or the capsule itself, then has `struct uart x = UART_DEVICE(&device);` */
#define HIL_OPS(interface, name, type)                   \
    union SEALED name##_type {                           \
        struct interface##_ops ops;                      \
        type *self; /* never set: it carries the type */ \
    };                                                   \
    extern const union name##_type name
API_MACRO(HIL_OPS, "the union is never read as a pointer: it carries a type");

#define HIL_OPS_DEFINE(name, initialiser, ...) \
    const union name##_type name = {.ops = initialiser(__typeof__(*(name).self), __VA_ARGS__)}
API_MACRO(HIL_OPS_DEFINE, "METHOD checks each function against the type that HIL_OPS named");

#define HIL_BIND(name, object_)                                                                       \
    {                                                                                                 \
        .ops = &(name).ops, .self = (struct object *)_Generic((object_), __typeof__(*(name).self) * \
                                                              : (object_)) \
    }
API_MACRO(HIL_BIND, "the object is of the type that the functions of the table work on");

#endif
