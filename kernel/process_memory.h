/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Where the bytes of a process lie, and which of them it may hand to the kernel. Pure arithmetic
 * over plain structs: nothing here touches memory or a register, all of it runs on the host, and all of
 * it is proved (docs/caveats.md). The picture and the invariant: kernel/layout.h.
 *
 * Source: ABI 2.8, 3.2 to 3.6. */
#ifndef KERNEL_PROCESS_MEMORY_H
#define KERNEL_PROCESS_MEMORY_H

#include "abi/errorcode.h"
#include "arch/mpu.h"
#include "kernel/layout.h"
#include "kernel/range.h"

#include <stdbool.h>
#include <stdint.h>

/*@ predicate layout_ok(struct layout l) =
      mpu_block(l.start, l.end) &&
      l.start <= l.high_water <= l.app_break <= mpu_reach(l.start, l.end, l.app_break) <=
      l.kernel_break <= l.end;
    logic integer layout_taken(integer size) = (size + 7) / 8 * 8; */

/*@ requires \valid_read(l);
    requires mpu_block(l->start, l->end) && l->start <= l->app_break <= l->end;
    assigns \nothing;
    ensures \result <==> layout_ok(*l); */
bool layout_valid(const struct layout *l);

/* The layout of a block in which the process owns its first `minimum` bytes and the kernel the
 * last `kernel_bytes`.
 * pre: the protection unit can express it (see mpu_place_block) */
/*@ requires mpu_block(block.start, block.end);
    requires minimum + kernel_bytes <= block.end - block.start;
    requires mpu_reach(block.start, block.end, block.start + minimum) <= block.end - kernel_bytes;
    assigns \nothing;
    ensures layout_ok(\result);
    ensures \result.start == block.start && \result.end == block.end;
    ensures \result.app_break == block.start + minimum;
    ensures \result.kernel_break == block.end - kernel_bytes; */
struct layout layout_initial(struct range block, uint32_t minimum, uint32_t kernel_bytes);

/* Moves the process's break to `new_break`.
 *
 * The bytes between the break and the grants belong to nobody: neither the process nor the kernel
 * may touch them, so moving the break either way never exposes a grant.
 *
 * pre:  layout_valid(l)
 * post: layout_valid(l); on error *l is unchanged
 * errors: NOMEM below the highest allowed buffer, above the kernel's part, or where the protection
 *         unit could not separate the two (ABI 2.8: whatever the cause) */
/*@ requires \valid(l) && layout_ok(*l);
    assigns l->app_break;
    ensures layout_ok(*l);
    behavior moved:
      assumes l->high_water <= new_break <= l->kernel_break &&
        mpu_reach(l->start, l->end, new_break) <= l->kernel_break;
      ensures \result == OK && l->app_break == new_break;
    behavior refused:
      assumes !(l->high_water <= new_break <= l->kernel_break &&
        mpu_reach(l->start, l->end, new_break) <= l->kernel_break);
      ensures \result == ERR_NOMEM && l->app_break == \old(l->app_break);
    complete behaviors;
    disjoint behaviors; */
enum errorcode layout_set_break(struct layout *l, uint32_t new_break);

/* Adds a signed increment to the break, as sbrk does: `increment` is its two's complement. */
/*@ requires \valid(l) && layout_ok(*l);
    assigns l->app_break;
    ensures layout_ok(*l);
    ensures \result == OK || \result == ERR_NOMEM;
    ensures \result == OK ==> l->app_break ==
      \old(l->app_break) + (increment < 0x80000000 ? increment : increment - 0x100000000);
    ensures \result == ERR_NOMEM ==> l->app_break == \old(l->app_break); */
enum errorcode layout_move_break(struct layout *l, uint32_t increment);

/* Takes `size` bytes for the kernel from below the kernel's break, aligned to 8 bytes.
 *
 * pre:  layout_valid(l)
 * post: layout_valid(l); *address is a multiple of 8; on error nothing is changed
 * errors: NOMEM if the process's part is in the way */
/*@ requires \valid(l) && layout_ok(*l) && \valid(address) && \separated(l, address);
    assigns l->kernel_break, *address;
    ensures layout_ok(*l);
    ensures \result == OK || \result == ERR_NOMEM;
    ensures \result == OK ==> *address == l->kernel_break && *address % 8 == 0 &&
      *address + size <= \old(l->kernel_break) && (\old(l->kernel_break) % 8 == 0 ==>
      *address + layout_taken(size) == \old(l->kernel_break));
    ensures \result == ERR_NOMEM ==>
      l->kernel_break == \old(l->kernel_break) && *address == \old(*address); */
enum errorcode layout_take_for_kernel(struct layout *l, uint32_t size, uint32_t *address);

/* Gives back the lowest `size` bytes that the kernel had taken, alignment included.
 * pre:  they are what the last layout_take_for_kernel that was not given back took
 * post: layout_valid(l) */
/*@ requires \valid(l) && layout_ok(*l) && size <= l->end - l->kernel_break;
    assigns l->kernel_break;
    ensures layout_ok(*l);
    ensures \old(l->kernel_break) + layout_taken(size) <= l->end ==>
      l->kernel_break == \old(l->kernel_break) + layout_taken(size); */
void layout_return_from_kernel(struct layout *l, uint32_t size);

/* Is [address, address + length) a buffer that the process may share read-write?
 * Any address will do for a length of zero (ABI 2.6). */
/*@ requires \valid_read(l) && layout_ok(*l);
    assigns \nothing;
    ensures \result <==> length == 0 ||
      (l->start <= address && address + length <= l->app_break); */
bool layout_allows_read_write(const struct layout *l, uint32_t address, uint32_t length);

/* The same for read-only sharing, which may also name the program in flash. `program` runs from
 * the end of the protected region to the end of the object (ABI 2.6, 3.1). */
/*@ requires \valid_read(l) && layout_ok(*l);
    assigns \nothing;
    ensures \result <==> length == 0 ||
      (l->start <= address && address + length <= l->app_break) ||
      (program.start <= address && address + length <= program.end); */
bool layout_allows_read_only(const struct layout *l, struct range program, uint32_t address,
                             uint32_t length);

/* May an upcall point to `function`? Null always may; otherwise the four bytes at that address
 * must be the process's own, in flash or in RAM (ABI 2.4). */
/*@ requires \valid_read(l) && layout_ok(*l);
    assigns \nothing;
    ensures \result <==> function == 0 ||
      (l->start <= function && function + 4 <= l->app_break) ||
      (program.start <= function && function + 4 <= program.end); */
bool layout_allows_upcall(const struct layout *l, struct range program, uint32_t function);

/* Notes that a buffer has been shared: from now on the break may not fall below its end. A buffer
 * in flash, or of no length, leaves the mark where it is. */
/*@ requires \valid(l) && layout_ok(*l);
    assigns l->high_water;
    ensures layout_ok(*l);
    ensures l->high_water >= \old(l->high_water);
    ensures length > 0 && l->start <= address && address + length <= l->app_break ==>
      l->high_water >= address + length;
    ensures length == 0 || address < l->start || address + length > l->app_break ==>
      l->high_water == \old(l->high_water); */
void layout_note_allowed(struct layout *l, uint32_t address, uint32_t length);

#endif
