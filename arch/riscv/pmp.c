/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Decisions for the RISC-V protection unit: regions begin and end at any multiple of four. Pure: see
 * pmp_load.c for the registers. Source: RISC-V Privileged Architecture 1.12, section 3.7; ABI 3.5. */
#include "arch/riscv/pmp.h"

#include "arch/mpu.h"
#include "kernel/process_memory.h"

#define BLOCK_START 16u /* a stack that begins with the block is aligned */
#define BLOCK_END 8u    /* the control block, which ends with it, is aligned */

/* Rounds up, or returns false if that is beyond the address space. */
/*@ requires \valid(aligned) && (alignment == 4 || alignment == 8 || alignment == 16);
    assigns *aligned;
    ensures \result ==> *aligned % alignment == 0 && address <= *aligned < address + alignment; */
static bool align_up(uint32_t address, uint32_t alignment, uint32_t *aligned) {
    uint32_t rest = address % alignment;
    uint32_t missing = rest == 0 ? 0 : alignment - rest;
    if (missing > UINT32_MAX - address) {
        return false;
    }
    *aligned = address + missing;
    return true;
}

uint32_t mpu_accessible_end(struct range block, uint32_t app_break) {
    (void)block; /* its end is a multiple of the grain: the break rounds up to it at most */
    return (app_break + (PMP_GRAIN - 1)) / PMP_GRAIN * PMP_GRAIN;
}

/* Where the block ends that begins at `start`. */
/*@ requires \valid_read(request) && \valid(end) && \separated(request, end);
    requires start % 4 == 0;
    assigns *end;
    ensures \result ==> *end % 8 == 0 && *end >= start &&
      mpu_reach(start, *end, start + request->minimum) + request->kernel_bytes <= *end; */
static bool find_end(uint32_t start, const struct mpu_request *request, uint32_t *end) {
    uint32_t app_end;
    if (request->minimum > UINT32_MAX - start ||
        !align_up(start + request->minimum, PMP_GRAIN, &app_end) ||
        request->kernel_bytes > UINT32_MAX - app_end) {
        return false;
    }
    return align_up(app_end + request->kernel_bytes, BLOCK_END, end);
}

bool mpu_place_block(struct range free, const struct mpu_request *request, struct range *block) {
    uint32_t start = request->fixed_start;
    if (start == MPU_ANY_ADDRESS && !align_up(free.start, BLOCK_START, &start)) {
        return false;
    }
    uint32_t end;
    if (start % PMP_GRAIN != 0 || start < free.start || !find_end(start, request, &end) ||
        end > free.end || end == start) {
        return false;
    }
    *block = (struct range){start, end};
    return true;
}

bool mpu_can_cover(struct range r) {
    return r.end > r.start && r.start % PMP_GRAIN == 0 && r.end % PMP_GRAIN == 0;
}

void mpu_encode(struct range program, const struct layout *memory, struct mpu_regions *regions) {
    struct range block = {memory->start, memory->end};
    regions->flash_start = program.start / PMP_GRAIN;
    regions->flash_end = program.end / PMP_GRAIN;
    regions->ram_start = block.start / PMP_GRAIN;
    regions->ram_end = mpu_accessible_end(block, memory->app_break) / PMP_GRAIN;
}

void mpu_encode_share(struct range shared, unsigned index, struct mpu_share *share) {
    (void)index; /* each is like any other */
    *share = (struct mpu_share){shared.start / PMP_GRAIN, shared.end / PMP_GRAIN};
}

void mpu_encode_no_share(unsigned index, struct mpu_share *share) {
    (void)index;
    *share = (struct mpu_share){PMP_NOWHERE, PMP_NOWHERE};
}

uint32_t pmp_configuration(uint32_t entry) {
    switch (entry) {
    case PMP_GUARD:
    case PMP_STACK_END:
        return PMP_LOCKED | PMP_NAPOT;
    case PMP_FLASH + 1:
        return PMP_TOR | PMP_READ | PMP_EXECUTE;
    case PMP_RAM + 1:
    case PMP_FIRST_SHARE + 1:
    case PMP_FIRST_SHARE + 3:
    case PMP_FIRST_SHARE + 5:
    case PMP_FIRST_SHARE + 7:
        return PMP_TOR | PMP_READ | PMP_WRITE;
    default: /* the first of a pair is off: only its address counts */
        return 0;
    }
}

_Static_assert(MPU_SHARES == 4, "there is a case for each of them");

uint32_t pmp_napot(uint32_t start, uint32_t bytes) {
    return start / PMP_GRAIN | (bytes / 8 - 1);
}
