/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Where the bytes of a process lie.
 *
 *   start             app_break   accessible_end        kernel_break            end
 *   | stack data heap |   slack   |      nobody's       | grants  control block |
 *
 * The protection unit works in steps, so what the process can touch ends at accessible_end, a
 * little above its break. Invariant (layout_valid):
 *
 *   start <= app_break <= accessible_end(app_break) <= kernel_break <= end
 *   start <= high_water <= app_break */
#ifndef KERNEL_LAYOUT_H
#define KERNEL_LAYOUT_H

#include <stdint.h>

struct layout {
    uint32_t start;        /* first byte of the block; the arch's trap code reads this word ... */
    uint32_t app_break;    /* ... and this one: first address above what the process owns */
    uint32_t kernel_break; /* lowest address that the kernel owns */
    uint32_t end;          /* first address above the block */
    uint32_t high_water;   /* end of the highest buffer ever allowed; the break stays above it */
};

#endif
