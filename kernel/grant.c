/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Grants: allocation, entering, and objects inside them. */
#include "kernel/grant.h"

#include "kernel/grant_slots.h"
#include "kernel/hardening.h"
#include "kernel/memory.h"

/* A layout begins with how many slots it has of each kind, upcalls first. */
_Static_assert(offsetof(struct grant_layout, allow_ro) == SLOTS_ALLOW_RO &&
                   offsetof(struct grant_layout, allow_rw) == SLOTS_ALLOW_RW &&
                   offsetof(struct grant_layout, allow_readable) == SLOTS_ALLOW_READABLE,
               "the counts are in the order of the kinds");

static uint32_t slots_before(const struct grant_layout *g, enum grant_slots kind) {
    uint32_t before = g->upcalls;
    before += kind > SLOTS_ALLOW_RO ? g->allow_ro : 0;
    return before + (kind > SLOTS_ALLOW_RW ? g->allow_rw : 0);
}

static uint32_t state_offset(const struct grant_layout *g) {
    return (slots_before(g, SLOTS_ALLOW_READABLE) + g->allow_readable) *
           (uint32_t)sizeof(struct grant_slot);
}

uint32_t grant_slot_count(uint32_t driver, enum grant_slots kind) {
    const struct grant_layout *g = board_drivers[driver].grant;
    return g == NULL ? 0 : ((const uint8_t *)g)[kind];
}

struct grant_slot *grant_slot(const struct process *p, uint32_t driver, enum grant_slots kind,
                              uint32_t number) {
    if (!process_has_grant(p, driver) || number >= grant_slot_count(driver, kind)) {
        return NULL;
    }
    struct grant_slot *slots = memory_at(p->grants[driver]);
    return &slots[slots_before(board_drivers[driver].grant, kind) + number];
}

struct grant_slot *grant_upcall(const struct process *p, uint32_t driver, uint32_t number) {
    if (!process_has_grant(p, driver) || number >= board_drivers[driver].grant->upcalls) {
        return NULL;
    }
    struct grant_slot *slots = memory_at(p->grants[driver]);
    return &slots[number];
}

enum errorcode grant_ensure(struct process *p, uint32_t driver) {
    if (process_has_grant(p, driver)) {
        return OK;
    }
    const struct grant_layout *g = board_drivers[driver].grant;
    if (g == NULL) {
        return ERR_NOMEM;
    }
    uint32_t bytes = state_offset(g) + g->state_bytes;
    uint32_t address;
    hardening_check(p);
    enum errorcode error = layout_take_for_kernel(&p->memory, bytes, &address);
    if (error != OK) {
        return error;
    }
    hardening_seal(p);
    memory_zero(address, bytes);
    p->grants[driver] = address;
    return OK;
}

void grant_forget_all(struct process *p) {
    for (uint32_t i = 0; i < board_driver_count; i++) {
        const struct grant_layout *g = board_drivers[i].grant;
        p->grants[i] = g != NULL && g->for_any_command ? GRANT_BEFORE_COMMANDS : GRANT_ON_DEMAND;
    }
    p->objects = 0;
}

uint32_t grant_bytes(const struct process *p) {
    return p->memory.end - process_overhead() - p->memory.kernel_break;
}

/* The grants that are entered, outermost first. Blocks nest, so the last one is left first. */
static struct {
    struct process *process;
    uint8_t driver;
} entered[GRANT_DEPTH];
uint32_t grant_depth;

static uint32_t state_address(const struct process *p, uint8_t driver) {
    return p->grants[driver] + state_offset(board_drivers[driver].grant);
}

static bool is_entered(const struct process *p, uint8_t driver) {
    return (p->entered >> driver & 1u) != 0;
}

static void *enter(struct process *p, uint8_t driver) {
    p->entered |= 1u << driver;
    entered[grant_depth].process = p;
    entered[grant_depth].driver = driver;
    grant_depth++;
    return memory_at(state_address(p, driver));
}

enum errorcode grant_prepare(struct grant_handle grant, struct process_id pid) {
    struct process *p = process_find(pid);
    if (p == NULL || !process_is_alive(p)) {
        return ERR_NODEVICE;
    }
    return grant_ensure(p, grant.driver);
}

void *grant_enter(struct grant_handle grant, struct process_id pid, enum errorcode *error) {
    *error = grant_prepare(grant, pid);
    if (*error != OK) {
        return NULL;
    }
    struct process *p = kernel.slots[process_id_slot(pid)];
    if (is_entered(p, grant.driver)) {
        *error = ERR_ALREADY;
        return NULL;
    }
    if (grant_depth == GRANT_DEPTH) {
        *error = ERR_BUSY;
        return NULL;
    }
    return enter(p, grant.driver);
}

/* Enters the grant of the first process from `slot` on that has it. */
static void *enter_from(uint8_t driver, uint32_t slot, struct process_id *pid) {
    for (uint32_t i = slot; i < PROCESS_SLOTS && grant_depth < GRANT_DEPTH; i++) {
        struct process *p = kernel.slots[i];
        if (p != NULL && process_is_alive(p) && process_has_grant(p, driver) &&
            !is_entered(p, driver)) {
            *pid = p->id;
            return enter(p, driver);
        }
    }
    return NULL;
}

void *grant_enter_first(struct grant_handle grant, struct process_id *pid) {
    return enter_from(grant.driver, 0, pid);
}

void *grant_enter_next(void *app, struct process_id *pid) {
    uint32_t slot = process_id_slot(entered[grant_depth - 1].process->id);
    uint8_t driver = entered[grant_depth - 1].driver;
    grant_leave(app);
    return enter_from(driver, slot + 1, pid);
}

/* ---- Objects ----
 * Each is preceded by a header; the headers of a process form a list, newest first. A released
 * object stays in the list to be used again, unless it is at the kernel's break: then the memory
 * goes back to the process, when next something is allocated or released. Neither happens in the
 * outermost block in which it was released, where a GRANT_OBJECT block may still refer to it. */

struct object_header {
    uint32_t next;  /* address of the next header, 0: none */
    uint32_t stamp; /* 0: released */
    uint16_t bytes;
    uint8_t driver;
    uint8_t epoch; /* when it was released */
};
#define OBJECT_HEADER_BYTES 16u
_Static_assert(sizeof(struct object_header) <= OBJECT_HEADER_BYTES, "objects are 8-aligned");

/* Changes when the outermost block is left: a reference to an object lives no longer. */
static uint8_t epoch;

/* The process of the entered grant whose state is `app`, unless it has died since; and which
 * driver's it is. */
static struct process *process_of(const void *app, uint8_t *driver) {
    for (uint32_t i = 0; i < grant_depth; i++) {
        struct process *p = entered[i].process;
        *driver = entered[i].driver;
        if (process_is_alive(p) && memory_at(state_address(p, *driver)) == app) {
            return p;
        }
    }
    return NULL;
}

static struct object_header *header_at(uint32_t address) {
    return memory_at(address);
}

static uint32_t find_object(const struct process *p, uint8_t driver, struct grant_object object) {
    if (object.stamp == 0) {
        return 0;
    }
    for (uint32_t at = p->objects; at != 0; at = header_at(at)->next) {
        if (header_at(at)->stamp == object.stamp && header_at(at)->driver == driver) {
            return at;
        }
    }
    return 0;
}

static bool is_free(uint32_t at) {
    return header_at(at)->stamp == 0 && header_at(at)->epoch != epoch;
}

/* Gives back what lies at the break. */
static void trim(struct process *p) {
    hardening_check(p);
    while (p->objects != 0 && p->objects == p->memory.kernel_break && is_free(p->objects)) {
        struct object_header *lowest = header_at(p->objects);
        layout_return_from_kernel(&p->memory, OBJECT_HEADER_BYTES + lowest->bytes);
        p->objects = lowest->next;
    }
    hardening_seal(p);
}

void grant_leave(void *app) {
    void **state = app;
    if (*state == NULL) {
        return;
    }
    *state = NULL;
    grant_leave_to(grant_depth - 1);
}

void grant_leave_to(uint32_t depth) {
    while (grant_depth > depth) {
        grant_depth--;
        struct process *p = entered[grant_depth].process;
        p->entered &= ~(1u << entered[grant_depth].driver);
        if (grant_depth == 0) {
            epoch++;
        }
    }
}

static uint32_t find_released(const struct process *p, uint32_t bytes) {
    for (uint32_t at = p->objects; at != 0; at = header_at(at)->next) {
        if (is_free(at) && header_at(at)->bytes >= bytes) {
            return at;
        }
    }
    return 0;
}

enum errorcode grant_allocate(const void *app, uint32_t bytes, struct grant_object *object) {
    uint8_t driver;
    struct process *p = process_of(app, &driver);
    (void)((volatile struct grant_object *)object)->stamp; /* before anything changes */
    if (p == NULL) {
        return ERR_NODEVICE;
    }
    if (bytes > UINT16_MAX) {
        return ERR_SIZE;
    }
    trim(p);
    uint32_t at = find_released(p, bytes);
    if (at == 0) {
        enum errorcode error = layout_take_for_kernel(&p->memory, OBJECT_HEADER_BYTES + bytes, &at);
        if (error != OK) {
            return error;
        }
        hardening_seal(p);
        header_at(at)->next = p->objects;
        header_at(at)->bytes = (uint16_t)bytes;
        p->objects = at;
    }
    memory_zero(at + OBJECT_HEADER_BYTES, header_at(at)->bytes);
    p->next_stamp++;
    header_at(at)->stamp = p->next_stamp;
    header_at(at)->driver = driver;
    *object = (struct grant_object){.stamp = p->next_stamp};
    return OK;
}

void grant_release(const void *app, struct grant_object object) {
    uint8_t driver;
    struct process *p = process_of(app, &driver);
    if (p == NULL) {
        return;
    }
    trim(p);
    uint32_t at = find_object(p, driver, object);
    if (at != 0) {
        header_at(at)->stamp = 0;
        header_at(at)->epoch = epoch;
    }
}

void *grant_object_at(const void *app, struct grant_object object, uint32_t bytes) {
    uint8_t driver;
    const struct process *p = process_of(app, &driver);
    uint32_t at = p == NULL ? 0 : find_object(p, driver, object);
    if (at == 0 || header_at(at)->bytes < bytes) {
        return NULL;
    }
    return memory_at(at + OBJECT_HEADER_BYTES);
}
