/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Credentials of a program, which lie behind its binary. Pure, as kernel/tbf.h: it reads bytes it was
 * given and believes none of them. Source: ABI 4.5. */
#ifndef KERNEL_FOOTER_H
#define KERNEL_FOOTER_H

#include "abi/tbf.h"
#include "kernel/buffer.h"
#include "kernel/tbf.h"

#include <stdint.h>

/* One credential. Its data is as long as its format wants it, however long the footer is. */
struct footer {
    uint32_t format; /* one of TBF_CREDENTIALS_* */
    uint32_t offset; /* of its data, from the start of the object */
    uint32_t length;
};

enum footer_step {
    FOOTER_FOUND,
    FOOTER_END,
    FOOTER_BROKEN, /* what comes is no footer: the others are not looked for */
};

/* Reads the footer at `*offset` of the object and moves `*offset` behind it, if it is FOOTER_FOUND. Reserved
 * space is one of them, too.
 * pre: *offset is binary_end of an object that was parsed and is fine, or what this left there */
/*@ requires tbf_readable(object) && \valid(offset) && \valid(f);
    requires \separated(offset, f, object.at + (0 .. object.size - 1));
    assigns *offset, *f;
    ensures \result == FOOTER_FOUND ==> \old(*offset) + 8 <= *offset <= object.size &&
      f->offset == \old(*offset) + 8 && f->offset + f->length <= *offset;
    ensures \result != FOOTER_FOUND ==> *offset == \old(*offset); */
enum footer_step footer_next(struct tbf_bytes object, uint32_t *offset, struct footer *f);

/* The name of a format, for people; empty if there is none. */
struct text footer_format_text(uint32_t format);

#endif
