/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* How a typed interface is bound to an object without a void pointer.
 *
 * A HIL is a constant table of functions plus an opaque self. The functions are written against
 * their own type; METHOD checks at compile time that the first parameter is a pointer to that very
 * type, and SELF that the object is of that type. The casts in these two macros are therefore
 * sound, and they are the only ones. */
#ifndef KERNEL_HIL_H
#define KERNEL_HIL_H

/* Never defined: nobody can look into somebody else's object. */
struct object;

/* The object at `pointer`, which must be a `type *`. */
#define SELF(type, pointer) ((struct object *)_Generic((pointer), type * : (pointer)))

/* The function `function`, which must be `result (type *, ...)`. */
#define METHOD(type, function, result, ...)              \
    _Generic(&function, result(*)(type *, ##__VA_ARGS__) \
             : (result(*)(struct object *, ##__VA_ARGS__))(function))

#endif
