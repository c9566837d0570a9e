/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Decisions for the ARMv8-M memory protection unit: regions from any multiple of 32 bytes to any
 * other. So a block is as large as it has to be, and one region is all of a process's RAM.
 *
 * Regions may not overlap: an access that hits two of them faults. Those of a process never do: its
 * flash, its RAM, and shares that lie in the RAM of others, one for each of them (kernel/ipc.c). It
 * would be the kernel, too, that faults. Pure: see mpu_load.c for the registers.
 * Source: DDI0553B, MPUCheck(), ABI 3.5. */
#include "arch/armv8m/mpu_v8m.h"

#include "arch/mpu.h"
#include "kernel/process_memory.h"
#include "mpu_types.h"

/*@ requires address <= 0xFFFFFFE0;
    assigns \nothing;
    ensures \result % 32 == 0 && address <= \result < address + 32; */
static uint32_t align_up(uint32_t address) {
    return (address + (MPU_GRANULE - 1)) / MPU_GRANULE * MPU_GRANULE;
}

uint32_t mpu_accessible_end(struct range block, uint32_t app_break) {
    (void)block; /* its end is a multiple of a granule: the break rounds up to it at most */
    return align_up(app_break);
}

bool mpu_place_block(struct range free, const struct mpu_request *request, struct range *block) {
    uint32_t end = free.end / MPU_GRANULE * MPU_GRANULE;
    if (free.start >= end) {
        return false;
    }
    uint32_t start = request->fixed_start;
    if (start == MPU_ANY_ADDRESS) {
        start = align_up(free.start);
    }
    if (start % MPU_GRANULE != 0 || start < free.start || start >= end) {
        return false;
    }
    uint32_t room = end - start;
    if (request->minimum > room || request->kernel_bytes > room) {
        return false;
    }
    uint32_t apps = align_up(request->minimum);
    uint32_t kernels = align_up(request->kernel_bytes);
    if (kernels > room - apps) {
        return false;
    }
    *block = (struct range){start, start + apps + kernels};
    return true;
}

bool mpu_can_cover(struct range r) {
    return r.end > r.start && r.start % MPU_GRANULE == 0 && r.end % MPU_GRANULE == 0;
}

/* An empty range is a region that is switched off. */
/*@ requires r.start % 32 == 0 && r.end % 32 == 0;
    requires access < 8 && attributes < 8;
    assigns \nothing;
    ensures \result.rbar == r.start + access;
    ensures r.end > r.start ==> \result.rlar == r.end - 32 + attributes * 2 + 1;
    ensures r.end <= r.start ==> \result.rlar == 0; */
static struct mpu_region region_for(struct range r, uint32_t access, uint32_t attributes) {
    struct mpu_region region = {.rbar = r.start + access, .rlar = 0};
    if (r.end > r.start) {
        region.rlar = r.end - MPU_GRANULE + attributes * MPU_RLAR_ATTRIBUTES + MPU_RLAR_ENABLE;
    }
    return region;
}

/*@ requires r.start % 32 == 0 && r.end % 32 == 0;
    assigns \nothing;
    ensures \result.rbar == r.start + 3;
    ensures r.end > r.start ==> \result.rlar == r.end - 32 + 3;
    ensures r.end <= r.start ==> \result.rlar == 0; */
static struct mpu_region ram_region(struct range r) {
    return region_for(r, MPU_RBAR_AP_READ_WRITE | MPU_RBAR_XN, MPU_ATTRIBUTES_RAM);
}

void mpu_encode(struct range program, const struct layout *memory, struct mpu_regions *regions) {
    struct range block = {memory->start, memory->end};
    regions->flash = region_for(program, MPU_RBAR_AP_READ_ONLY, MPU_ATTRIBUTES_FLASH);
    regions->ram =
        ram_region((struct range){block.start, mpu_accessible_end(block, memory->app_break)});
}

void mpu_encode_share(struct range shared, unsigned index, struct mpu_share *share) {
    (void)index;
    share->region = ram_region(shared);
}

void mpu_encode_no_share(unsigned index, struct mpu_share *share) {
    (void)index;
    share->region = ram_region((struct range){0, 0});
}

struct mpu_region mpu_encode_guard(uint32_t bytes) {
    return region_for((struct range){0, bytes}, MPU_RBAR_AP_KERNEL_READ_ONLY | MPU_RBAR_XN,
                      MPU_ATTRIBUTES_FLASH);
}
