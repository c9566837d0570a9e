/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A small language for register maps. Each register is a type of its own, so that a mistake does
 * not compile: reading a write-only register, writing a read-only one, using a field of another.
 *
 *     REGISTER_RW(uart_lcrh);             declares struct uart_lcrh and struct uart_lcrh_value,
 *     FIELD(uart_lcrh, WLEN, 5, 2);       uart_lcrh_read, uart_lcrh_write,
 *                                         uart_lcrh_get_WLEN, uart_lcrh_with_WLEN
 *     struct uart {
 *         struct uart_lcrh lcrh;
 *     };
 *     REGISTER_AT(struct uart, lcrh, 0x2C);
 *
 *     uart_lcrh_write(&u->lcrh, uart_lcrh_with_WLEN(uart_lcrh_read(&u->lcrh), 3));
 *
 * A value is a struct of one word and everything is inline: the code is that of hand-written
 * shifts (tests/unit/compile_fail, tests/unit/codegen). */
#ifndef KERNEL_REGISTERS_H
#define KERNEL_REGISTERS_H

#include <stddef.h>
#include <stdint.h>

/* Who declares a register need not use all that comes with it. */
#define REGISTER_FUNCTION static inline __attribute__((unused))

#define REGISTER_TYPE(name)     \
    struct name {               \
        volatile uint32_t word; \
    };                          \
    struct name##_value {       \
        uint32_t bits;          \
    }

#define REGISTER_READ(name)                                                   \
    REGISTER_FUNCTION struct name##_value name##_read(const struct name *r) { \
        return (struct name##_value){r->word};                                \
    }

#define REGISTER_WRITE(name)                                                     \
    REGISTER_FUNCTION void name##_write(struct name *r, struct name##_value v) { \
        r->word = v.bits;                                                        \
    }                                                                            \
    REGISTER_FUNCTION struct name##_value name##_bits(uint32_t bits) {           \
        return (struct name##_value){bits};                                      \
    }

#define REGISTER_RW(name) \
    REGISTER_TYPE(name);  \
    REGISTER_READ(name)   \
    REGISTER_WRITE(name)  \
    REGISTER_END(name)
#define REGISTER_RO(name) \
    REGISTER_TYPE(name);  \
    REGISTER_READ(name)   \
    REGISTER_END(name)
#define REGISTER_WO(name) \
    REGISTER_TYPE(name);  \
    REGISTER_WRITE(name)  \
    REGISTER_END(name)

/* So that a declaration ends in a semicolon; and one word it is. */
#define REGISTER_END(name) _Static_assert(sizeof(struct name) == 4, "a register is one word")

#define REGISTER_MASK(width) (((uint32_t)2 << ((width)-1)) - 1u)

/* Field `field` of register `name`: `width` bits from bit `shift` on. A value that does not fit is
 * cut to the width. */
#define FIELD(name, field, shift, width)                                             \
    REGISTER_FUNCTION uint32_t name##_get_##field(struct name##_value v) {           \
        return v.bits >> (shift)&REGISTER_MASK(width);                               \
    }                                                                                \
    REGISTER_FUNCTION struct name##_value name##_with_##field(struct name##_value v, \
                                                              uint32_t value) {      \
        const uint32_t mask = REGISTER_MASK(width) << (shift);                       \
        return (struct name##_value){(v.bits & ~mask) | (value << (shift)&mask)};    \
    }                                                                                \
    _Static_assert((shift) + (width) <= 32, "a field lies inside its register")

#define REGISTER_AT(block, member, offset) \
    _Static_assert(offsetof(block, member) == (offset), "register at another offset")

#endif
