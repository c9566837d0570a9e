/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Decisions for the ARMv7-M memory protection unit: regions are powers of two in size, aligned to
 * their size, and made of eight sub-regions that can be switched off one by one.
 *
 * A process's block is a power of two, covered by two regions of half its size each, so its RAM
 * is accessible in sixteenths. Pure: see mpu_load.c for the registers. Source: DDI0403E B3.5,
 * ABI 3.4. */
#include "arch/armv7m/mpu_v7m.h"

#include "arch/mpu.h"
#include "kernel/process_memory.h"
#include "mpu_types.h"

#define BLOCK_MIN 512u /* two regions of 256 bytes, the smallest with sub-regions */
#define BLOCK_MAX 0x40000000u
#define BLOCK_STEPS 16u

/*@ requires alignment > 0 && address + alignment <= 0xFFFFFFFF;
    assigns \nothing;
    ensures \result % alignment == 0 && address <= \result < address + alignment;
    ensures \result == mpu_round_up(address, alignment); */
static uint32_t align_up(uint32_t address, uint32_t alignment) {
    uint32_t rest = address % alignment;
    return rest == 0 ? address : address - rest + alignment;
}

uint32_t mpu_accessible_end(struct range block, uint32_t app_break) {
    uint32_t step = (block.end - block.start) / BLOCK_STEPS;
    return block.start + align_up(app_break - block.start, step);
}

/* Does a block of `size` bytes at `start` keep the two parts apart? */
/*@ requires \valid_read(request) && mpu_block(start, start + size);
    assigns \nothing;
    ensures \result ==> request->minimum + request->kernel_bytes <= size &&
      mpu_reach(start, start + size, start + request->minimum) <=
        start + size - request->kernel_bytes; */
static bool block_fits(uint32_t start, uint32_t size, const struct mpu_request *request) {
    struct range block = {start, start + size};
    return request->minimum <= size && request->kernel_bytes <= size &&
           mpu_accessible_end(block, start + request->minimum) <= block.end - request->kernel_bytes;
}

bool mpu_place_block(struct range free, const struct mpu_request *request, struct range *block) {
    /*@ loop invariant mpu_block_size(size) || size == 2 * BLOCK_MAX;
        loop assigns size;
        loop variant 2 * BLOCK_MAX - size; */
    for (uint32_t size = BLOCK_MIN; size <= BLOCK_MAX && size <= free.end - free.start; size *= 2) {
        uint32_t alignment = size / 2;
        uint32_t start = request->fixed_start;
        if (start == MPU_ANY_ADDRESS) {
            if (free.start > UINT32_MAX - alignment) {
                return false;
            }
            start = align_up(free.start, alignment);
        }
        if (start % alignment != 0 || !range_contains(free, start, size)) {
            continue;
        }
        if (block_fits(start, size, request)) {
            *block = (struct range){start, start + size};
            return true;
        }
    }
    return false;
}

/*@ requires number < 16;
    assigns \nothing;
    ensures \result.rasr == 0; */
static struct mpu_region no_region(uint32_t number) {
    return (struct mpu_region){.rbar = MPU_RBAR_VALID | number, .rasr = 0};
}

/* The region register value of [r.start, r.end), or RASR 0 if one region cannot cover it. */
/*@ requires attributes % 0x10000 == 0 && number < 16;
    assigns \nothing;
    ensures mpu_coverable(r.start, r.end) ==>
      v7m_access(\result) == attributes / 0x1000000 % 8 &&
      (v7m_never_executes(\result) <==> attributes / 0x10000000 % 2 == 1) &&
      \forall integer a; 0 <= a <= 0xFFFFFFFF ==> (v7m_covers(\result, a) <==> mpu_in(r, a));
    ensures r.start < r.end ==> (\result.rasr != 0 <==> mpu_coverable(r.start, r.end)); */
static struct mpu_region region_for(struct range r, uint32_t number, uint32_t attributes) {
    uint32_t length = r.end - r.start;
    for (uint32_t log2 = 5; log2 < 32; log2++) {
        uint32_t size = (uint32_t)1 << log2;
        uint32_t base = r.start - r.start % size;
        if (length > size - (r.start - base)) {
            continue; /* crosses the end of the region */
        }
        uint32_t disabled = 0;
        if (length != size) {
            uint32_t step = size / MPU_SUBREGIONS;
            if (size < MPU_SUBREGION_MIN || r.start % step != 0 || length % step != 0) {
                continue;
            }
            uint32_t first = (r.start - base) / step;
            uint32_t count = length / step;
            disabled = 0xFFu & ~(((1u << count) - 1u) << first);
        }
        return (struct mpu_region){
            .rbar = base | MPU_RBAR_VALID | number,
            .rasr = attributes | (disabled << MPU_RASR_SRD_SHIFT) |
                    ((log2 - 1u) << MPU_RASR_SIZE_SHIFT) | MPU_RASR_ENABLE,
        };
    }
    return no_region(number);
}

bool mpu_can_cover(struct range r) {
    return r.end > r.start && region_for(r, 0, 0).rasr != 0;
}

#define RAM_ATTRIBUTES \
    (MPU_RASR_XN | MPU_RASR_AP_READ_WRITE | MPU_RASR_SHAREABLE | MPU_RASR_CACHEABLE)

/* One half of the block with its first `steps` eighths switched on. */
static struct mpu_region ram_half(uint32_t base, uint32_t size, uint32_t steps, uint32_t number) {
    if (steps == 0) {
        /* Where it would be: what was in the unit before must not lie over the kernel's code,
         * not even between the two stores that load this (mpu_load.c). */
        return (struct mpu_region){.rbar = base | MPU_RBAR_VALID | number, .rasr = 0};
    }
    return region_for((struct range){base, base + size / MPU_SUBREGIONS * steps}, number,
                      RAM_ATTRIBUTES);
}

void mpu_encode(struct range program, const struct layout *memory, struct mpu_regions *regions) {
    struct range block = {memory->start, memory->end};
    uint32_t half = (block.end - block.start) / 2;
    uint32_t step = half / MPU_SUBREGIONS;
    uint32_t steps = (mpu_accessible_end(block, memory->app_break) - block.start) / step;
    uint32_t low = steps < MPU_SUBREGIONS ? steps : MPU_SUBREGIONS;

    regions->flash =
        region_for(program, MPU_REGION_FLASH, MPU_RASR_AP_READ_ONLY | MPU_RASR_CACHEABLE);
    regions->ram_low = ram_half(block.start, half, low, MPU_REGION_RAM_LOW);
    regions->ram_high = ram_half(block.start + half, half, steps - low, MPU_REGION_RAM_HIGH);
}

void mpu_encode_share(struct range shared, unsigned index, struct mpu_share *share) {
    share->region = region_for(shared, MPU_REGION_FIRST_SHARE + index, RAM_ATTRIBUTES);
}

void mpu_encode_no_share(unsigned index, struct mpu_share *share) {
    share->region = no_region(MPU_REGION_FIRST_SHARE + index);
}

struct mpu_region mpu_encode_guard(uint32_t bytes) {
    return region_for((struct range){0, bytes}, MPU_REGION_GUARD, MPU_RASR_XN);
}
