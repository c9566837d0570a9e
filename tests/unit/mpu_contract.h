/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What every protection unit owes (arch/mpu.h), as tests that know none of them: included by the
 * test of each. User mode reaches its program, its RAM up to the accessible end and what is shared
 * with it; not one byte more; and the same after every switch from any process to any other.
 * Source: ABI 3.4 to 3.6.
 *
 * Who includes this defines UNIT_EDGES and UNIT_WIDEST, how many bytes are asked for at once at most
 * (1 if the unit looks at each byte by itself), and the functions that are declared here. */
#ifndef TESTS_UNIT_MPU_CONTRACT_H
#define TESTS_UNIT_MPU_CONTRACT_H

#include "arch/mpu.h"
#include "kernel/process_memory.h"
#include "mpu_types.h"
#include "tests/unit/model.h"
#include "tests/unit/random.h"
#include "tests/unit/unit.h"

/* ---- The unit ---- */

/* The model as arch_protect leaves it: what is the kernel's own is in place, no process is. */
static void unit_protect(void);

/* What arch_mpu_load does, store by store; `shares` may be NULL. After each store it calls
 * kernel_goes_on, at the end the model's check. */
static void unit_load(const struct mpu_regions *regions, const struct mpu_share *shares);

static bool unit_permits(uint32_t address, uint32_t bytes, enum model_access access,
                         enum model_level level);

/* Where the answer can change (see the models): up to UNIT_EDGES addresses. */
static size_t unit_edges(uint32_t edges[UNIT_EDGES]);

/* What nobody may touch, the kernel neither: `count` ranges. */
static size_t unit_nobody(struct range nobody[2]);

/* Can one region cover exactly these bytes? From the manual; in 64 bits. */
static bool unit_covers(uint64_t start, uint64_t end);

/* Some range in `area` that a region can cover. */
static struct range unit_random_range(struct random *r, struct range area);

/* mpu_accessible_end and mpu_place_block once more, in 64 bits and as plainly as can be. */
static uint64_t unit_accessible_end(uint64_t start, uint64_t end, uint64_t app_break);
static bool unit_find_block(struct range free, const struct mpu_request *request,
                            struct range *block);

/* ---- Where things lie ---- */

struct world {
    struct range code; /* the kernel's: executed and read whatever is being loaded */
    struct range data; /* the kernel's: read and written */
    struct range flash;
    struct range ram;
    bool is_real; /* some board's; or one at an end of the address space */
};

static const struct world worlds[] = {
    /* lm3s6965evb */
    {{0x400, 0x10000},
     {0x20000000, 0x20003000},
     {0x10000, 0x40000},
     {0x20003000, 0x20010000},
     true},
    /* mps2-an385 and mps2-an386 */
    {{0x400, 0x40000},
     {0x20000000, 0x20008000},
     {0x40000, 0xC0000},
     {0x20008000, 0x20040000},
     true},
    /* mps2-an505 */
    {{0x10000400, 0x10040000},
     {0x38000000, 0x38008000},
     {0x10040000, 0x100C0000},
     {0x38008000, 0x38040000},
     true},
    /* netduinoplus2 */
    {{0x08000400, 0x08010000},
     {0x20000000, 0x20004000},
     {0x08010000, 0x08100000},
     {0x20004000, 0x20020000},
     true},
    /* qemu-rv32-virt */
    {{0x80000000, 0x80100000},
     {0x80200000, 0x80210000},
     {0x80100000, 0x80200000},
     {0x80210000, 0x80400000},
     true},
    {{0}, {0}, {0x10000, 0x40000}, {0x400, 0x10000}, false},
    {{0}, {0}, {0, 0x10000}, {0x20000000, 0x20010000}, false},
    {{0}, {0}, {0x10000, 0x40000}, {0xFFFF0000, 0xFFFFFFFF}, false},
    {{0}, {0}, {0xDFFE0000, 0xDFFF0000}, {0xFFFE1234, 0xFFFFFFE0}, false},
    {{0}, {0}, {0x7FFC0000, 0x80000000}, {0x80000000, 0x80020000}, false},
};

/* Where the kernel is while regions are loaded; NULL: nowhere in particular. */
static const struct world *kernel_world;

static void kernel_at(uint32_t address, enum model_access access) {
    if (!unit_permits(address, 1, access, MODEL_KERNEL)) {
        fail_msg("0x%x: the kernel may not %s while regions are loaded", address,
                 access == MODEL_READ    ? "read"
                 : access == MODEL_WRITE ? "write"
                                         : "execute");
    }
}

/* A switch is no one store, and an interrupt may come in between. What the process is given does not
 * matter then, for it does not run. The kernel does. */
static void kernel_goes_on(void) {
    if (kernel_world != NULL) {
        const struct range code = kernel_world->code;
        const struct range data = kernel_world->data;
        for (uint32_t i = 0; i <= 4; i++) {
            uint32_t in_code = code.start + (code.end - 1 - code.start) / 4 * i;
            kernel_at(in_code, MODEL_EXECUTE);
            kernel_at(in_code, MODEL_READ);
            uint32_t in_data = data.start + (data.end - 1 - data.start) / 4 * i;
            kernel_at(in_data, MODEL_READ);
            kernel_at(in_data, MODEL_WRITE);
        }
    }
}

/* ---- What one process may reach ---- */

struct reach {
    struct range program;
    struct range ram;                /* up to the accessible end */
    struct range shares[MPU_SHARES]; /* empty: none */
};

static bool within(struct range r, uint32_t address) {
    return address >= r.start && address < r.end;
}

static bool is_nobodys(uint32_t address) {
    struct range nobody[2];
    size_t count = unit_nobody(nobody);
    for (size_t i = 0; i < count; i++) {
        if (within(nobody[i], address)) {
            return true;
        }
    }
    return false;
}

static bool is_owed(const struct reach *r, uint32_t address, enum model_access access) {
    bool writable = within(r->ram, address);
    for (unsigned i = 0; i < MPU_SHARES; i++) {
        writable = writable || within(r->shares[i], address);
    }
    bool program = within(r->program, address);
    return !is_nobodys(address) && (access == MODEL_EXECUTE ? program
                                    : access == MODEL_WRITE ? writable
                                                            : program || writable);
}

static void check_user(const struct reach *r, uint32_t address, uint32_t bytes,
                       enum model_access access) {
    bool owed = true;
    for (uint32_t i = 0; i < bytes; i++) {
        owed = owed && is_owed(r, address + i, access);
    }
    bool permitted = unit_permits(address, bytes, access, MODEL_USER);
    /* What is not aligned may be refused (and is then made in pieces, or not at all). */
    if (permitted ? !owed : owed && address % bytes == 0) {
        fail_msg("%u bytes at 0x%x may %sbe %s: program [0x%x, 0x%x), RAM [0x%x, 0x%x), shares "
                 "[0x%x, 0x%x) [0x%x, 0x%x) [0x%x, 0x%x) [0x%x, 0x%x)",
                 bytes, address, permitted ? "" : "not ",
                 access == MODEL_READ    ? "read"
                 : access == MODEL_WRITE ? "written"
                                         : "executed",
                 r->program.start, r->program.end, r->ram.start, r->ram.end, r->shares[0].start,
                 r->shares[0].end, r->shares[1].start, r->shares[1].end, r->shares[2].start,
                 r->shares[2].end, r->shares[3].start, r->shares[3].end);
    }
}

/* The kernel reads everything and writes everything but the program, which it has no need to. */
static void check_kernel(const struct reach *r, uint32_t address) {
    bool nobodys = is_nobodys(address);
    bool writes = unit_permits(address, 1, MODEL_WRITE, MODEL_KERNEL);
    bool executes = unit_permits(address, 1, MODEL_EXECUTE, MODEL_KERNEL);
    if (unit_permits(address, 1, MODEL_READ, MODEL_KERNEL) == nobodys ||
        (writes == nobodys && !within(r->program, address)) || (nobodys && (writes || executes))) {
        fail_msg("0x%x is %s, not so for the kernel", address, nobodys ? "nobody's" : "there");
    }
}

static void check_address(const struct reach *r, uint32_t address) {
    for (uint32_t bytes = 1; bytes <= UNIT_WIDEST; bytes *= 2) {
        if (address <= UINT32_MAX - (bytes - 1)) {
            check_user(r, address, bytes, MODEL_READ);
            check_user(r, address, bytes, MODEL_WRITE);
            check_user(r, address, bytes, MODEL_EXECUTE);
        }
    }
    check_kernel(r, address);
}

static bool is_among(uint32_t address, const uint32_t *addresses, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (addresses[i] == address) {
            return true;
        }
    }
    return false;
}

/* The unit's answer can only change at its own edges and the one that is owed only at those of `r`,
 * so looking on both sides of all of them is looking everywhere. */
static void check_everywhere(const struct reach *r) {
    uint32_t edges[UNIT_EDGES + 2 * (MPU_SHARES + 4) + 1];
    size_t count = unit_edges(edges);
    assert_in_range(count, 0, UNIT_EDGES);
    struct range of_interest[MPU_SHARES + 4] = {r->program, r->ram};
    memcpy(&of_interest[2], r->shares, sizeof r->shares);
    size_t ranges = 2 + MPU_SHARES + unit_nobody(&of_interest[2 + MPU_SHARES]);
    for (size_t i = 0; i < ranges; i++) {
        edges[count++] = of_interest[i].start;
        edges[count++] = of_interest[i].end;
    }
    edges[count++] = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_among(edges[i], edges, i)) {
            continue;
        }
        for (uint32_t before = 1; before <= UNIT_WIDEST; before *= 2) {
            check_address(r, edges[i] - before);
        }
        check_address(r, edges[i]);
    }
}

/* ---- Processes ---- */

struct subject {
    struct range program;
    struct layout memory;
    struct range shared[MPU_SHARES]; /* empty: none */
    bool has_shares;                 /* or the kernel has made no room for them yet */
    struct mpu_regions regions;
    struct mpu_share shares[MPU_SHARES];
};

static struct range ram_of(const struct layout *l) {
    return (struct range){l->start,
                          mpu_accessible_end((struct range){l->start, l->end}, l->app_break)};
}

/* What is encoded depends on nothing that was there before. */
static void spoil(void *what, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) {
        ((uint8_t *)what)[i] = (uint8_t)(5 * i + 1);
    }
}

static void encode(struct subject *s) {
    spoil(&s->regions, sizeof s->regions);
    mpu_encode(s->program, &s->memory, &s->regions);
}

static void set_share(struct subject *s, unsigned i, struct range shared) {
    s->shared[i] = shared;
    spoil(&s->shares[i], sizeof s->shares[i]);
    if (shared.start < shared.end) {
        mpu_encode_share(shared, i, &s->shares[i]);
    } else {
        mpu_encode_no_share(i, &s->shares[i]);
    }
}

static void set_no_shares(struct subject *s) {
    for (unsigned i = 0; i < MPU_SHARES; i++) {
        set_share(s, i, (struct range){0, 0});
    }
    s->has_shares = false;
}

/* Switches to it, whatever was there, and looks. */
static void enter(const struct subject *s) {
    unit_load(&s->regions, s->has_shares ? s->shares : NULL);
    struct reach reach = {.program = s->program, .ram = ram_of(&s->memory)};
    memcpy(reach.shares, s->shared, sizeof reach.shares);
    check_everywhere(&reach);
    assert_true(reach.ram.end <= s->memory.kernel_break);
}

static bool is_free_for(const struct subject *s, struct range shared) {
    bool is_free =
        !range_overlaps(shared, s->program) && !range_overlaps(shared, ram_of(&s->memory));
    for (unsigned i = 0; i < MPU_SHARES; i++) {
        is_free = is_free && !range_overlaps(shared, s->shared[i]);
    }
    return is_free;
}

/* ---- A world in which processes live, grow, share and die ---- */

#define SUBJECTS_MAX 5u
#define FIRST_RAM 128u

struct population {
    struct subject subjects[SUBJECTS_MAX];
    uint32_t count;
    uint32_t current;
};

static struct mpu_request random_request(struct random *r, uint32_t most) {
    return (struct mpu_request){
        .minimum = FIRST_RAM + (random_skewed(r) & (most - 1)),
        .kernel_bytes = random_between(r, 1, 200) * 8,
        .fixed_start = MPU_ANY_ADDRESS,
    };
}

/* As the loader does: one behind the other, from the lowest address on. */
static void populate(struct population *p, const struct world *w, struct random *r) {
    *p = (struct population){0};
    uint32_t cursor = w->ram.start + (random_one_in(r, 2) ? 0 : random_below(r, 600));
    while (p->count < SUBJECTS_MAX && cursor < w->ram.end) {
        struct mpu_request request = random_request(r, 0x4000);
        if (random_one_in(r, 4)) {
            request.fixed_start = (cursor + 0x400u) & ~0x3FFu;
        }
        struct range block;
        if (!mpu_place_block((struct range){cursor, w->ram.end}, &request, &block)) {
            return;
        }
        struct subject *s = &p->subjects[p->count++];
        s->program = unit_random_range(r, w->flash);
        assert_true(mpu_can_cover(s->program));
        s->memory = layout_initial(block, FIRST_RAM, request.kernel_bytes);
        assert_true(layout_valid(&s->memory));
        set_no_shares(s);
        encode(s);
        cursor = block.end + (random_one_in(r, 2) ? 0 : random_below(r, 100));
    }
}

static void move_break(struct subject *s, struct random *r) {
    const struct layout *l = &s->memory;
    uint32_t to = l->start + random_below(r, l->end - l->start + 1);
    if (random_one_in(r, 3)) { /* close to an end of what there is */
        to = (random_one_in(r, 2) ? l->kernel_break : l->start) + random_below(r, 9) - 4;
    }
    (void)layout_set_break(&s->memory, to);
    encode(s);
}

static void take_or_return_grant(struct subject *s, struct random *r) {
    uint32_t address;
    uint32_t size = random_skewed(r) & 0x7FFu;
    if (layout_take_for_kernel(&s->memory, size, &address) == OK) {
        assert_in_range(address, ram_of(&s->memory).end, s->memory.end);
        if (random_one_in(r, 2)) {
            layout_return_from_kernel(&s->memory, size);
        }
    }
    encode(s);
}

/* Some part of what `from` owns: all, its beginning, its end, anything; or behind another share. */
static struct range random_buffer(const struct subject *from, const struct subject *to,
                                  struct random *r) {
    struct range own = {from->memory.start, from->memory.app_break};
    struct range buffer = own.start < own.end ? unit_random_range(r, own) : own;
    switch (random_below(r, 5)) {
    case 0:
        return own;
    case 1:
        return (struct range){own.start, buffer.end};
    case 2:
        return (struct range){buffer.start, own.end};
    case 3: {
        uint32_t before = to->shared[random_below(r, MPU_SHARES)].end;
        return before < buffer.end ? (struct range){before, buffer.end} : buffer;
    }
    default:
        return buffer;
    }
}

static void share_or_revoke(struct population *p, struct subject *to, struct random *r) {
    unsigned i = random_below(r, MPU_SHARES);
    struct subject *from = &p->subjects[random_below(r, p->count)];
    if (to->has_shares && random_one_in(r, 4)) {
        set_share(to, i, (struct range){0, 0});
        return;
    }
    struct range own = {from->memory.start, from->memory.app_break};
    struct range buffer = random_buffer(from, to, r);
    if (from == to || to->shared[i].end != 0 || !mpu_can_cover(buffer) ||
        !range_contains(own, buffer.start, buffer.end - buffer.start) || !is_free_for(to, buffer)) {
        return;
    }
    layout_note_allowed(&from->memory, buffer.start, buffer.end - buffer.start);
    to->has_shares = true;
    set_share(to, i, buffer);
}

/* What it had shared is taken away from the others before its memory is anybody's again. */
static void restart(struct population *p, struct subject *s) {
    struct range block = {s->memory.start, s->memory.end};
    for (uint32_t i = 0; i < p->count; i++) {
        for (unsigned k = 0; k < MPU_SHARES; k++) {
            if (range_overlaps(block, p->subjects[i].shared[k])) {
                set_share(&p->subjects[i], k, (struct range){0, 0});
            }
        }
    }
    s->memory = layout_initial(block, FIRST_RAM, 8);
    set_no_shares(s);
    encode(s);
}

static void happen(struct population *p, struct random *r) {
    struct subject *s = &p->subjects[random_below(r, p->count)];
    switch (random_below(r, 12)) {
    case 0:
    case 1:
    case 2:
        move_break(s, r);
        break;
    case 3:
    case 4:
        take_or_return_grant(s, r);
        break;
    case 5:
    case 6:
    case 7:
        share_or_revoke(p, s, r);
        break;
    case 8:
        if (random_one_in(r, 4)) {
            restart(p, s);
        }
        break;
    default:
        p->current = random_below(r, p->count);
        break;
    }
}

TEST(test_processes_that_live_together_reach_their_own_and_what_is_shared_with_them) {
    uint32_t shares_seen = 0;
    for (uint32_t seed = 1; seed <= 500; seed++) {
        struct random r = random_from(seed);
        const struct world *w = &worlds[seed % COUNT_OF(worlds)];
        kernel_world = w->is_real ? w : NULL;
        unit_protect();
        struct population p;
        populate(&p, w, &r);
        for (uint32_t step = 0; step < 60 && p.count > 0; step++) {
            UNIT_CONTEXT("seed %u, step %u", seed, step);
            happen(&p, &r);
            enter(&p.subjects[p.current]);
            shares_seen += p.subjects[p.current].has_shares ? 1 : 0;
        }
    }
    assert_true(shares_seen > 5000); /* it is about them, too */
}

/* ---- One process at a time, and shares where no other process could put them ---- */

static struct layout random_layout(struct random *r, struct range area) {
    const struct mpu_request request = random_request(r, 0x1000);
    area.start += random_below(r, (area.end - area.start) / 2);
    struct range block;
    assert_true(mpu_place_block(area, &request, &block));
    struct layout l = layout_initial(block, FIRST_RAM, request.kernel_bytes);
    (void)layout_set_break(&l, l.start + random_below(r, l.end - l.start));
    uint32_t address;
    (void)layout_take_for_kernel(&l, random_skewed(r) & 0xFFFu, &address);
    assert_true(layout_valid(&l));
    return l;
}

/* Beside its own RAM or program, on either side; beside another share; or anywhere. */
static struct range random_share(const struct subject *s, struct random *r) {
    struct range ram = ram_of(&s->memory);
    const uint32_t above[] = {ram.end, s->program.end, s->shared[random_below(r, MPU_SHARES)].end};
    const uint32_t below[] = {ram.start, s->program.start,
                              s->shared[random_below(r, MPU_SHARES)].start};
    const struct range anywhere = unit_random_range(r, (struct range){0x30000000u, 0x30004000u});
    uint32_t length = anywhere.end - anywhere.start;
    switch (random_below(r, 4)) {
    case 0: {
        uint32_t start = above[random_below(r, COUNT_OF(above))];
        return (struct range){start, length < UINT32_MAX - start ? start + length : start};
    }
    case 1: {
        uint32_t end = below[random_below(r, COUNT_OF(below))];
        return (struct range){length < end ? end - length : end, end};
    }
    default:
        return anywhere;
    }
}

static struct subject random_subject(struct random *r) {
    const struct world *w = &worlds[random_below(r, COUNT_OF(worlds))];
    struct subject s = {.program = unit_random_range(r, w->flash)};
    s.memory = random_layout(r, w->ram);
    encode(&s);
    set_no_shares(&s);
    for (unsigned i = 0; i < MPU_SHARES; i++) {
        struct range shared = random_share(&s, r);
        if (!random_one_in(r, 3) && mpu_can_cover(shared) && is_free_for(&s, shared)) {
            set_share(&s, i, shared);
            s.has_shares = true;
        }
    }
    return s;
}

TEST(test_before_the_first_process_user_mode_reaches_nothing) {
    unit_protect();
    check_everywhere(&(const struct reach){.ram = {0, 0}});
}

TEST(test_a_process_reaches_its_program_its_ram_and_its_shares_and_nothing_else) {
    unit_protect();
    for (uint32_t seed = 1; seed <= 10000; seed++) {
        UNIT_CONTEXT("seed %u", seed);
        struct random r = random_from(seed);
        struct subject s = random_subject(&r);
        /* The model is not cleared in between: what the process before had must be gone. */
        enter(&s);
    }
}

TEST(test_a_switch_from_any_process_to_any_other_leaves_nothing_behind) {
    static struct subject subjects[40];
    struct random r = random_from(1);
    for (uint32_t i = 0; i < COUNT_OF(subjects); i += 4) {
        /* And three that differ in one thing: what a load that writes less than all may overlook. */
        subjects[i] = random_subject(&r);
        subjects[i + 1] = subjects[i];
        set_no_shares(&subjects[i + 1]);
        subjects[i + 2] = subjects[i];
        subjects[i + 2].memory.app_break = subjects[i].memory.start;
        encode(&subjects[i + 2]);
        subjects[i + 3] = subjects[i];
        set_share(&subjects[i + 3], i / 4 % MPU_SHARES, (struct range){0, 0});
    }
    unit_protect();
    for (uint32_t from = 0; from < COUNT_OF(subjects); from++) {
        for (uint32_t to = 0; to < COUNT_OF(subjects); to++) {
            UNIT_CONTEXT("from %u to %u", from, to);
            enter(&subjects[from]);
            enter(&subjects[to]);
        }
    }
}

/* ---- Breaks ---- */

static void check_every_break(struct range program, struct range block) {
    struct subject s = {.program = program};
    set_no_shares(&s);
    for (uint32_t app_break = block.start; app_break <= block.end; app_break++) {
        UNIT_CONTEXT("block [0x%x, 0x%x), break 0x%x", block.start, block.end, app_break);
        uint64_t end = unit_accessible_end(block.start, block.end, app_break);
        assert_int_equal(mpu_accessible_end(block, app_break), end);
        assert_in_range(end, app_break, block.end);
        s.memory = (struct layout){.start = block.start,
                                   .app_break = app_break,
                                   .kernel_break = (uint32_t)end,
                                   .end = block.end,
                                   .high_water = block.start};
        assert_true(layout_valid(&s.memory));
        encode(&s);
        enter(&s);
    }
}

TEST(test_every_break_of_a_small_block_is_enforced_exactly) {
    unit_protect();
    const struct mpu_request request = {
        .minimum = 700, .kernel_bytes = 104, .fixed_start = MPU_ANY_ADDRESS};
    for (uint32_t w = 0; w < COUNT_OF(worlds); w++) {
        struct random r = random_from(w);
        const uint32_t starts[] = {worlds[w].ram.start, worlds[w].ram.start + 1,
                                   worlds[w].ram.end - 0x1000};
        for (uint32_t i = 0; i < COUNT_OF(starts); i++) {
            struct range block;
            const struct range free = {starts[i], worlds[w].ram.end};
            assert_true(mpu_place_block(free, &request, &block));
            check_every_break(unit_random_range(&r, worlds[w].flash), block);
        }
    }
}

TEST(test_no_part_of_the_kernel_is_reached_whatever_a_process_makes_of_its_break) {
    for (uint32_t seed = 1; seed <= 20000; seed++) {
        UNIT_CONTEXT("seed %u", seed);
        struct random r = random_from(seed);
        struct layout l = random_layout(&r, worlds[seed % COUNT_OF(worlds)].ram);
        for (uint32_t step = 0; step < 20; step++) {
            uint32_t address;
            if (random_one_in(&r, 2)) {
                (void)layout_take_for_kernel(&l, random_skewed(&r) & 0xFFFu, &address);
            } else {
                (void)layout_set_break(&l, l.start + random_below(&r, l.end - l.start + 16));
            }
            assert_true(layout_valid(&l));
            assert_in_range(ram_of(&l).end, l.app_break, l.kernel_break);
        }
    }
}

/* ---- mpu_place_block ---- */

static uint32_t random_fixed_start(struct random *r, struct range free) {
    uint32_t length = free.end - free.start;
    switch (random_below(r, 6)) {
    case 0:
        return (free.start + random_below(r, length + 1)) & ~0xFFu;
    case 1:
        return (free.start + random_below(r, length + 1)) & ~0x7u;
    case 2:
        return free.start + random_below(r, length + 1);
    case 3:
        return random_word(r);
    default:
        return MPU_ANY_ADDRESS;
    }
}

static void check_place(struct range free, const struct mpu_request *request) {
    struct range expected = {1, 2};
    struct range block = {1, 2};
    bool exists = unit_find_block(free, request, &expected);
    if (mpu_place_block(free, request, &block) != exists || block.start != expected.start ||
        block.end != expected.end) {
        fail_msg("minimum 0x%x, kernel 0x%x, fixed 0x%x in [0x%x, 0x%x): [0x%x, 0x%x), "
                 "not [0x%x, 0x%x)",
                 request->minimum, request->kernel_bytes, request->fixed_start, free.start,
                 free.end, block.start, block.end, expected.start, expected.end);
    }
    /* Grants are aligned to eight bytes from its end on, as is what the kernel has there. */
    assert_true(!exists || block.end % 8 == 0);
}

TEST(test_a_block_is_the_lowest_and_smallest_that_serves) {
    for (uint32_t seed = 1; seed <= 20000; seed++) {
        UNIT_CONTEXT("seed %u", seed);
        struct random r = random_from(seed);
        const struct world *w = &worlds[seed % COUNT_OF(worlds)];
        uint32_t start = w->ram.start + random_below(&r, w->ram.end - w->ram.start);
        uint32_t length = random_one_in(&r, 8) ? w->ram.end - start : random_below(&r, 0x10000);
        struct range free = {start, length < w->ram.end - start ? start + length : w->ram.end};
        const struct mpu_request request = {
            .minimum = 32 + (random_skewed(&r) & 0x7FFFu),
            .kernel_bytes = random_between(&r, 1, 100) * 8,
            .fixed_start = random_fixed_start(&r, free),
        };
        check_place(free, &request);
        struct range block;
        if (mpu_place_block(free, &request, &block)) {
            /* As much room as it needs, and a byte less. */
            check_place(block, &request);
            check_place((struct range){block.start, block.end - 1}, &request);
            check_place((struct range){block.start + 1, block.end}, &request);
        }
    }
}

TEST(test_a_block_that_would_go_beyond_the_address_space_is_refused) {
    const uint32_t sizes[] = {32,          400,         0x30000000u, 0x3BFFFFF8u, 0x3C000008u,
                              0x7FFFFFF8u, 0x80000000u, 0xFFFFFE00u, 0xFFFFFFF0u, UINT32_MAX & ~7u};
    const uint32_t starts[] = {0,           8,           0x20000000u, 0x80000000u,
                               0xFFFFF000u, 0xFFFFFF00u, 0xFFFFFFE0u, 0xFFFFFFF8u};
    const uint32_t ends[] = {0x20000000u, 0x20010000u, 0xFFFFFFE0u, 0xFFFFFFF8u, UINT32_MAX};
    for (uint32_t i = 0; i < COUNT_OF(starts) * COUNT_OF(ends); i++) {
        struct range free = {starts[i % COUNT_OF(starts)], ends[i / COUNT_OF(starts)]};
        for (uint32_t k = 0; k < COUNT_OF(sizes) * COUNT_OF(sizes) && free.start <= free.end; k++) {
            struct mpu_request request = {.minimum = sizes[k % COUNT_OF(sizes)],
                                          .kernel_bytes = sizes[k / COUNT_OF(sizes)],
                                          .fixed_start = MPU_ANY_ADDRESS};
            check_place(free, &request);
            request.fixed_start = free.start;
            check_place(free, &request);
            request.fixed_start = 0xFFFFFFF8u;
            check_place(free, &request);
            request.fixed_start = 0;
            check_place(free, &request);
        }
    }
    for (uint32_t seed = 1; seed <= 50000; seed++) { /* within a few bytes of where sums wrap */
        UNIT_CONTEXT("seed %u", seed);
        struct random r = random_from(seed);
        uint32_t start = random_one_in(&r, 2) ? random_word(&r) : 0u - random_skewed(&r) % 0x800u;
        struct range free = {start, UINT32_MAX - random_below(&r, 40)};
        struct mpu_request request = {.minimum = 1 + random_below(&r, 200),
                                      .kernel_bytes = (1 + random_below(&r, 20)) * 8,
                                      .fixed_start = MPU_ANY_ADDRESS};
        if (random_one_in(&r, 2)) {
            request.minimum = 0u - start + random_below(&r, 64) - 32;
        } else if (random_one_in(&r, 2)) {
            request.kernel_bytes = (0u - start - request.minimum + random_below(&r, 64)) & ~7u;
        }
        if (random_one_in(&r, 3)) {
            request.fixed_start = start + random_below(&r, 16);
        }
        if (start <= free.end && request.minimum != 0 && request.kernel_bytes != 0) {
            check_place(free, &request);
        }
    }
}

TEST(test_in_a_placed_block_no_break_up_to_the_minimum_reaches_the_kernels_part) {
    for (uint32_t seed = 1; seed <= 2000; seed++) {
        UNIT_CONTEXT("seed %u", seed);
        struct random r = random_from(seed);
        const struct mpu_request request = {.minimum = random_between(&r, 32, 3000),
                                            .kernel_bytes = random_between(&r, 1, 100) * 8,
                                            .fixed_start = MPU_ANY_ADDRESS};
        struct range block;
        const struct range free = {0x20000000u + random_below(&r, 5000), 0x20010000u};
        assert_true(mpu_place_block(free, &request, &block));
        for (uint32_t i = 0; i <= request.minimum; i++) {
            assert_true(mpu_accessible_end(block, block.start + i) <=
                        block.end - request.kernel_bytes);
        }
        struct layout l = layout_initial(block, 32, request.kernel_bytes);
        assert_true(layout_valid(&l));
        assert_int_equal(layout_set_break(&l, block.start + request.minimum), OK);
    }
}

/* ---- mpu_can_cover ---- */

TEST(test_a_range_can_be_covered_if_and_only_if_one_region_does) {
    const uint32_t windows[] = {0, 0x2000FFA0u, 0x7FFFFFA0u, 0x80000000u, 0xFFFFFF40u};
    for (uint32_t w = 0; w < COUNT_OF(windows); w++) {
        for (uint32_t i = 0; i <= 191; i++) {
            for (uint32_t k = 0; k <= 191; k++) {
                struct range r = {windows[w] + i, windows[w] + k};
                UNIT_CONTEXT("[0x%x, 0x%x)", r.start, r.end);
                assert_int_equal(mpu_can_cover(r), unit_covers(r.start, r.end));
            }
        }
    }
    for (uint32_t size = 32; size != 0; size *= 2) { /* the largest, too, and each an eighth less */
        const struct range ranges[] = {
            {0, size}, {0, size - size / 8}, {size / 8, size}, {size, size + size / 2}};
        for (uint32_t i = 0; i < COUNT_OF(ranges); i++) {
            struct range r = ranges[i];
            UNIT_CONTEXT("[0x%x, 0x%x)", r.start, r.end);
            assert_int_equal(mpu_can_cover(r), unit_covers(r.start, r.end));
        }
    }
    for (uint32_t seed = 1; seed <= 100000; seed++) {
        struct random r = random_from(seed);
        uint32_t grain = 1u << random_below(&r, 16);
        struct range some = {random_word(&r) & ~(grain - 1), 0};
        some.end = some.start + (random_skewed(&r) & ~(grain - 1));
        UNIT_CONTEXT("[0x%x, 0x%x)", some.start, some.end);
        assert_int_equal(mpu_can_cover(some), unit_covers(some.start, some.end));
    }
}

TEST(test_an_empty_or_inverted_range_cannot_be_covered) {
    assert_false(mpu_can_cover((struct range){0x20000000u, 0x20000000u}));
    assert_false(mpu_can_cover((struct range){0x20000020u, 0x20000000u}));
    assert_false(mpu_can_cover((struct range){0, 0}));
    assert_false(mpu_can_cover((struct range){UINT32_MAX, 0}));
    assert_false(mpu_can_cover((struct range){0xFFFFFFE0u, 0}));
}

TEST(test_power_of_two_programs_that_lie_at_a_multiple_of_their_size_can_be_covered) {
    for (uint32_t size = 32; size <= 0x40000; size *= 2) {
        assert_true(mpu_can_cover((struct range){size, 2 * size}));
        assert_true(mpu_can_cover((struct range){0x40000, 0x40000 + size}));
    }
}

TEST(test_no_share_is_nothing_whatever_was_shared_there) {
    struct random r = random_from(7);
    struct subject s = random_subject(&r);
    for (unsigned i = 0; i < MPU_SHARES; i++) {
        unit_protect();
        set_no_shares(&s);
        s.has_shares = true;
        enter(&s);
        set_share(&s, i, (struct range){0x30000000u, 0x30000020u});
        enter(&s);
        assert_true(unit_permits(0x30000000u, 1, MODEL_WRITE, MODEL_USER));
        set_share(&s, i, (struct range){0, 0});
        enter(&s);
        assert_false(unit_permits(0x30000000u, 1, MODEL_READ, MODEL_USER));
    }
}

#endif
