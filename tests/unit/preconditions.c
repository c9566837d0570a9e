/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What proofs require of callers (make prove), where the callers are not proved themselves: each call from
 * another source passes here, in every unit test, and fails the test if the caller does not keep its part. The
 * linker sends them here (--wrap, unit.mk), so that the shipped sources are as they are. */
#include "arch/mpu.h"
#include "kernel/process_memory.h"
#include "kernel/tbf.h"
#include "kernel/upcall_queue.h"

#include "tests/unit/unit.h"

#define WRAPPED(result, name, ...)     \
    result __real_##name(__VA_ARGS__); \
    result __wrap_##name(__VA_ARGS__); \
    result __wrap_##name(__VA_ARGS__)
#define REAL(name) __real_##name

/* What the contract of `name` requires. */
#define REQUIRES(name, condition)                                          \
    do {                                                                   \
        if (!(condition)) {                                                \
            fail_msg("a caller of " #name " does not see to " #condition); \
        }                                                                  \
    } while (0)

/* ---- kernel/process_memory.h ---- */

WRAPPED(struct layout, layout_initial, struct range block, uint32_t minimum,
        uint32_t kernel_bytes) {
    REQUIRES(layout_initial, block.start < block.end);
    REQUIRES(layout_initial, (uint64_t)minimum + kernel_bytes <= block.end - block.start);
    REQUIRES(layout_initial,
             mpu_accessible_end(block, block.start + minimum) <= block.end - kernel_bytes);
    return REAL(layout_initial)(block, minimum, kernel_bytes);
}

WRAPPED(enum errorcode, layout_set_break, struct layout *l, uint32_t new_break) {
    REQUIRES(layout_set_break, layout_valid(l));
    return REAL(layout_set_break)(l, new_break);
}

WRAPPED(enum errorcode, layout_move_break, struct layout *l, uint32_t increment) {
    REQUIRES(layout_move_break, layout_valid(l));
    return REAL(layout_move_break)(l, increment);
}

WRAPPED(enum errorcode, layout_take_for_kernel, struct layout *l, uint32_t size,
        uint32_t *address) {
    REQUIRES(layout_take_for_kernel, layout_valid(l));
    return REAL(layout_take_for_kernel)(l, size, address);
}

WRAPPED(void, layout_return_from_kernel, struct layout *l, uint32_t size) {
    REQUIRES(layout_return_from_kernel, layout_valid(l));
    REQUIRES(layout_return_from_kernel, size <= l->end - l->kernel_break);
    REAL(layout_return_from_kernel)(l, size);
}

WRAPPED(bool, layout_allows_read_write, const struct layout *l, uint32_t address, uint32_t length) {
    REQUIRES(layout_allows_read_write, layout_valid(l));
    return REAL(layout_allows_read_write)(l, address, length);
}

WRAPPED(bool, layout_allows_read_only, const struct layout *l, struct range program,
        uint32_t address, uint32_t length) {
    REQUIRES(layout_allows_read_only, layout_valid(l));
    return REAL(layout_allows_read_only)(l, program, address, length);
}

WRAPPED(bool, layout_allows_upcall, const struct layout *l, struct range program,
        uint32_t function) {
    REQUIRES(layout_allows_upcall, layout_valid(l));
    return REAL(layout_allows_upcall)(l, program, function);
}

WRAPPED(void, layout_note_allowed, struct layout *l, uint32_t address, uint32_t length) {
    REQUIRES(layout_note_allowed, layout_valid(l));
    REAL(layout_note_allowed)(l, address, length);
}

/* ---- arch/mpu.h ---- */

WRAPPED(bool, mpu_place_block, struct range free, const struct mpu_request *request,
        struct range *block) {
    REQUIRES(mpu_place_block, free.start <= free.end);
    REQUIRES(mpu_place_block, request->kernel_bytes > 0);
    return REAL(mpu_place_block)(free, request, block);
}

WRAPPED(uint32_t, mpu_accessible_end, struct range block, uint32_t app_break) {
    REQUIRES(mpu_accessible_end, block.start < block.end);
    REQUIRES(mpu_accessible_end, app_break >= block.start && app_break <= block.end);
    return REAL(mpu_accessible_end)(block, app_break);
}

WRAPPED(void, mpu_encode, struct range program, const struct layout *memory,
        struct mpu_regions *regions) {
    REQUIRES(mpu_encode, mpu_can_cover(program));
    REQUIRES(mpu_encode, memory->start <= memory->app_break && memory->app_break <= memory->end);
    REQUIRES(mpu_encode, program.end <= memory->start || memory->end <= program.start);
    REAL(mpu_encode)(program, memory, regions);
}

WRAPPED(void, mpu_encode_share, struct range shared, unsigned index, struct mpu_share *share) {
    REQUIRES(mpu_encode_share, index < MPU_SHARES);
    REQUIRES(mpu_encode_share, mpu_can_cover(shared));
    REAL(mpu_encode_share)(shared, index, share);
}

WRAPPED(void, mpu_encode_no_share, unsigned index, struct mpu_share *share) {
    REQUIRES(mpu_encode_no_share, index < MPU_SHARES);
    REAL(mpu_encode_no_share)(index, share);
}

/* ---- kernel/tbf.h ---- */

WRAPPED(uint32_t, tbf_writeable_region_count, struct tbf_bytes object, uint32_t header_size) {
    REQUIRES(tbf_writeable_region_count, header_size >= 16 && header_size <= object.size);
    return REAL(tbf_writeable_region_count)(object, header_size);
}

WRAPPED(bool, tbf_writeable_region, struct tbf_bytes object, uint32_t header_size, uint32_t index,
        uint32_t *offset, uint32_t *size) {
    REQUIRES(tbf_writeable_region, header_size >= 16 && header_size <= object.size);
    return REAL(tbf_writeable_region)(object, header_size, index, offset, size);
}

WRAPPED(bool, tbf_storage_permissions, struct tbf_bytes object, uint32_t header_size,
        struct tbf_storage *out) {
    REQUIRES(tbf_storage_permissions, header_size >= 16 && header_size <= object.size);
    return REAL(tbf_storage_permissions)(object, header_size, out);
}

/* ---- kernel/upcall_queue.h ---- */

static bool queue_ok(const struct upcall_queue *q) {
    return q->count <= UPCALL_QUEUE_LENGTH;
}

/* Is the entry none of the queue's own? */
static bool is_apart(const struct upcall_queue *q, const struct upcall *u) {
    return (uintptr_t)u >= (uintptr_t)(q + 1) || (uintptr_t)(u + 1) <= (uintptr_t)q;
}

WRAPPED(enum errorcode, upcall_queue_push, struct upcall_queue *q, const struct upcall *u) {
    REQUIRES(upcall_queue_push, queue_ok(q) && is_apart(q, u));
    return REAL(upcall_queue_push)(q, u);
}

WRAPPED(bool, upcall_queue_pop, struct upcall_queue *q, struct upcall *u) {
    REQUIRES(upcall_queue_pop, queue_ok(q) && is_apart(q, u));
    return REAL(upcall_queue_pop)(q, u);
}

WRAPPED(bool, upcall_queue_take, struct upcall_queue *q, uint32_t driver, uint32_t subscribe,
        struct upcall *u) {
    REQUIRES(upcall_queue_take, queue_ok(q) && is_apart(q, u));
    return REAL(upcall_queue_take)(q, driver, subscribe, u);
}

WRAPPED(bool, upcall_queue_has, const struct upcall_queue *q, uint32_t driver, uint32_t subscribe) {
    REQUIRES(upcall_queue_has, queue_ok(q));
    return REAL(upcall_queue_has)(q, driver, subscribe);
}

WRAPPED(bool, upcall_queue_has_call, const struct upcall_queue *q) {
    REQUIRES(upcall_queue_has_call, queue_ok(q));
    return REAL(upcall_queue_has_call)(q);
}

WRAPPED(uint32_t, upcall_queue_ipc_count, const struct upcall_queue *q) {
    REQUIRES(upcall_queue_ipc_count, queue_ok(q));
    return REAL(upcall_queue_ipc_count)(q);
}

WRAPPED(void, upcall_queue_forget, struct upcall_queue *q, uint32_t driver) {
    REQUIRES(upcall_queue_forget, queue_ok(q));
    REAL(upcall_queue_forget)(q, driver);
}

WRAPPED(void, upcall_queue_scrub, struct upcall_queue *q, uint32_t driver, uint32_t subscribe) {
    REQUIRES(upcall_queue_scrub, queue_ok(q));
    REAL(upcall_queue_scrub)(q, driver, subscribe);
}
