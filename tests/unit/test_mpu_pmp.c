/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What RISC-V's physical memory protection is told (arch/mpu.h, pmp.c), judged by a model of the
 * unit. The loads are the shipped ones (arch_inline.h, pmp_load.c): each write to a CSR goes to the
 * model. Source: Privileged Architecture 1.12, 3.7; ABI 3.5. */
#include "arch/riscv/pmp.h"

#include "arch/riscv/start.h"
#include "arch_inline.h"
#include "tests/unit/model_pmp.h"

#include <stdlib.h>

#define UNIT_EDGES MODEL_PMP_EDGES
#define UNIT_WIDEST 4u
#include "tests/unit/mpu_contract.h"

/* ---- The unit, for the contract ---- */

static struct model_pmp unit;

/* "pmpcfg0" to "pmpcfg3", "pmpaddr0" to "pmpaddr15" */
void fake_csr_write(const char *name, uint32_t value) {
    bool is_config = strncmp(name, "pmpcfg", 6) == 0;
    assert_true(is_config || strncmp(name, "pmpaddr", 7) == 0);
    uint32_t number = (uint32_t)strtoul(name + (is_config ? 6 : 7), NULL, 10);
    model_pmp_write(&unit, (is_config ? MODEL_PMP_CFG0 : MODEL_PMP_ADDR0) + number, value);
    kernel_goes_on();
}

void fake_csr_fence(void) {
    model_pmp_fence(&unit);
}

static void unit_protect(void) {
    const struct world *w = kernel_world;
    kernel_world = NULL;
    unit = (struct model_pmp){.config = {0}};
    for (unsigned i = 0; i < MODEL_PMP_ENTRIES; i++) { /* which a reset does not touch (3.4) */
        unit.address[i] = 0x04000000u * i;
    }
    arch_protect();
    model_pmp_check(&unit);
    kernel_world = w;
}

static void unit_load(const struct mpu_regions *regions, const struct mpu_share *shares) {
    arch_mpu_load(regions, shares);
    model_pmp_check(&unit);
}

static bool unit_permits(uint32_t address, uint32_t bytes, enum model_access access,
                         enum model_level level) {
    return model_pmp_permits(&unit, address, bytes, access, level);
}

static size_t unit_edges(uint32_t edges[UNIT_EDGES]) {
    return model_pmp_edges(&unit, edges);
}

/* The guard page, and the end of the kernel's stack, which the linker is told of (unit.mk). */
#define STACK_END 0x70000000u
#define STACK_BOTTOM 0x70000020u

static size_t unit_nobody(struct range nobody[2]) {
    nobody[0] = (struct range){0, CAPSULE_GUARD_BYTES};
    nobody[1] = (struct range){STACK_END, STACK_BOTTOM};
    return 2;
}

/* "Address Matching": any run of words, from one address register to the next. */
static bool unit_covers(uint64_t start, uint64_t end) {
    return start < end && start % 4 == 0 && end % 4 == 0;
}

static struct range unit_random_range(struct random *r, struct range area) {
    uint32_t first = (area.start + 3) / 4;
    uint32_t last = area.end / 4;
    if (first >= last) {
        return area; /* it holds none */
    }
    uint32_t start = first + random_below(r, last - first);
    uint32_t most = random_one_in(r, 2) ? last - start : (last - start) % 300 + 1;
    uint32_t end = start + 1 + random_below(r, most < last - start ? most : last - start);
    return (struct range){start * 4, end * 4};
}

static uint64_t round_up(uint64_t value, uint64_t step) {
    return (value + step - 1) / step * step;
}

/* ABI 3.5: the break, rounded up to 4. */
static uint64_t unit_accessible_end(uint64_t start, uint64_t end, uint64_t app_break) {
    (void)start;
    (void)end;
    return round_up(app_break, 4);
}

/* A block begins at a multiple of 16, for so does a stack (RISC-V ELF psABI, "Integer Calling
 * Convention"), or where a program is linked for; it ends at one of eight, for so does the kernel's
 * part (process_memory.c). */
static bool unit_find_block(struct range free, const struct mpu_request *request,
                            struct range *block) {
    uint64_t start = round_up(free.start, 16);
    if (request->fixed_start != MPU_ANY_ADDRESS) {
        start = request->fixed_start;
    }
    uint64_t end = round_up(round_up(start + request->minimum, 4) + request->kernel_bytes, 8);
    if (start % 4 != 0 || start < free.start || end > free.end) {
        return false;
    }
    *block = (struct range){(uint32_t)start, (uint32_t)end};
    return true;
}

/* ---- What is this unit's own ---- */

TEST(test_nobody_reaches_the_guard_page_and_the_end_of_the_stack_whatever_else_covers_them) {
    unit_protect();
    for (uint32_t i = 0; i < MODEL_PMP_ENTRIES;
         i++) { /* all other entries: everything to everybody */
        if (i != PMP_GUARD && i != PMP_STACK_END) {
            model_pmp_write(&unit, MODEL_PMP_ADDR0 + i, UINT32_MAX);
            unit.config[i] = 0x1F;
        }
    }
    const struct range nobodys[] = {{0, CAPSULE_GUARD_BYTES}, {STACK_END, STACK_BOTTOM}};
    for (uint32_t i = 0; i < COUNT_OF(nobodys); i++) {
        for (enum model_access access = MODEL_READ; access <= MODEL_EXECUTE; access++) {
            for (uint32_t address = nobodys[i].start; address < nobodys[i].end; address++) {
                assert_false(unit_permits(address, 1, access, MODEL_KERNEL));
                assert_false(unit_permits(address, 1, access, MODEL_USER));
            }
            assert_true(unit_permits(nobodys[i].end, 1, access, MODEL_KERNEL));
            assert_true(unit_permits(nobodys[i].end, 1, access, MODEL_USER));
        }
    }
}

TEST(test_a_locked_entry_covers_what_it_is_given) {
    for (uint32_t bytes = 8; bytes != 0; bytes *= 2) {
        for (uint32_t i = 0; i < 64; i++) { /* at zero, and at places with one bit or two */
            uint32_t start = bytes << i / 2 | bytes * (i % 2);
            struct model_pmp m = {.config = {0x98}, .address = {pmp_napot(start, bytes)}};
            UNIT_CONTEXT("%u bytes at 0x%x", bytes, start);
            assert_false(model_pmp_permits(&m, start, 1, MODEL_READ, MODEL_KERNEL));
            assert_false(model_pmp_permits(&m, start + (bytes - 1), 1, MODEL_READ, MODEL_KERNEL));
            assert_true(model_pmp_permits(&m, start - 1, 1, MODEL_READ, MODEL_KERNEL));
            assert_true(model_pmp_permits(&m, start + bytes, 1, MODEL_READ, MODEL_KERNEL));
        }
    }
}
