/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the kernel asks of a memory protection unit: the pure half of the arch interface. These
 * functions decide; none of them touches a register, so they run, and are tested, on the host.
 * Each protection unit implements them in one file (arch/armv7m/mpu_v7m.c). */
#ifndef ARCH_MPU_H
#define ARCH_MPU_H

#include "kernel/layout.h"
#include "kernel/range.h"
#include "mpu_types.h"

#include <stdbool.h>
#include <stdint.h>

/* Each unit's mpu_types.h says in ACSL:
 *   mpu_block(start, end)             the unit can express it as a process's block
 *   mpu_reach(start, end, app_break)  where, with this break, the process's RAM ends
 *   mpu_coverable(start, end)         one region can cover exactly these bytes
 *   mpu_reads, mpu_writes, mpu_executes(regions, a)   what user mode may do at address a
 *   mpu_shares(share, a)              the share lets it read and write there, and not execute
 * The last two lines decode the registers, as the unit's manual has it. */

/*@ predicate mpu_in(struct range r, integer a) = r.start <= a < r.end; */

#define MPU_ANY_ADDRESS 0xFFFFFFFFu

/* What a block has to hold. */
struct mpu_request {
    uint32_t minimum;      /* bytes that the process must be able to own, from the start on */
    uint32_t kernel_bytes; /* bytes at the end that it must never reach */
    uint32_t fixed_start;  /* where it must begin, or MPU_ANY_ADDRESS */
};

/* Finds the lowest block in `free` that satisfies `request` and that the unit can express: for
 * every break from its start to start + minimum, accessible_end stays at or below
 * end - kernel_bytes.
 * Returns false if there is none; *block is then unchanged. */
/*@ requires \valid_read(request) && \valid(block) && \separated(request, block);
    requires free.start <= free.end && request->kernel_bytes > 0;
    assigns *block;
    ensures \result ==> mpu_block(block->start, block->end) &&
      free.start <= block->start && block->end <= free.end &&
      (request->fixed_start != MPU_ANY_ADDRESS ==> block->start == request->fixed_start) &&
      request->minimum + request->kernel_bytes <= block->end - block->start &&
      mpu_reach(block->start, block->end, block->start + request->minimum) <=
        block->end - request->kernel_bytes;
    ensures !\result ==> block->start == \old(block->start) && block->end == \old(block->end); */
bool mpu_place_block(struct range free, const struct mpu_request *request, struct range *block);

/* The address below which the unit lets the process read and write when its break is
 * `app_break`: the break, rounded up as the unit must. Never above block.end.
 * pre: block came from mpu_place_block; block.start <= app_break <= block.end */
/*@ requires mpu_block(block.start, block.end);
    requires block.start <= app_break <= block.end;
    assigns \nothing;
    ensures \result == mpu_reach(block.start, block.end, app_break);
    ensures app_break <= \result <= block.end; */
uint32_t mpu_accessible_end(struct range block, uint32_t app_break);

/* Can one region of the unit cover exactly these bytes, not one more? */
/*@ assigns \nothing;
    ensures \result <==> mpu_coverable(r.start, r.end); */
bool mpu_can_cover(struct range r);

/* Encodes what a process may reach: `program` read and execute, its RAM up to accessible_end read
 * and write, nothing executable there.
 * pre: mpu_can_cover(program), layout_valid(memory); the program is not in the process's RAM */
/*@ requires \valid_read(memory) && \valid(regions) && \separated(memory, regions);
    requires mpu_coverable(program.start, program.end);
    requires mpu_block(memory->start, memory->end);
    requires memory->start <= memory->app_break <= memory->end;
    requires program.end <= memory->start || memory->end <= program.start;
    assigns *regions;
    ensures \forall integer a; 0 <= a <= 0xFFFFFFFF ==>
      (mpu_executes(*regions, a) <==> mpu_in(program, a));
    ensures \forall integer a; 0 <= a <= 0xFFFFFFFF ==>
      (mpu_writes(*regions, a) <==>
        memory->start <= a < mpu_reach(memory->start, memory->end, memory->app_break));
    ensures \forall integer a; 0 <= a <= 0xFFFFFFFF ==>
      (mpu_reads(*regions, a) <==> mpu_executes(*regions, a) || mpu_writes(*regions, a)); */
void mpu_encode(struct range program, const struct layout *memory, struct mpu_regions *regions);

/* Encodes a range of another process's RAM as read-write, in the share region `index`.
 * pre: mpu_can_cover(shared), index < MPU_SHARES; it lies in the RAM of another process, and of another
 *      one for each index (kernel/ipc.c): a unit may not allow regions to overlap */
/*@ requires \valid(share) && index < MPU_SHARES && mpu_coverable(shared.start, shared.end);
    assigns *share;
    ensures \forall integer a; 0 <= a <= 0xFFFFFFFF ==>
      (mpu_shares(*share, a) <==> mpu_in(shared, a)); */
void mpu_encode_share(struct range shared, unsigned index, struct mpu_share *share);

/* Encodes share region `index` as nothing. */
/*@ requires \valid(share) && index < MPU_SHARES;
    assigns *share;
    ensures \forall integer a; 0 <= a <= 0xFFFFFFFF ==> !mpu_shares(*share, a); */
void mpu_encode_no_share(unsigned index, struct mpu_share *share);

#endif
