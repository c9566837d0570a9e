/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What a process may do with what is stored. Each item carries the ShortId of the program that wrote it;
 * a program may read and change what those it names have written. Source: ABI 5.8. */
#ifndef KERNEL_STORAGE_ACCESS_H
#define KERNEL_STORAGE_ACCESS_H

#include "kernel/capability.h"
#include "kernel/process_id.h"

#include <stdbool.h>
#include <stdint.h>

#define STORAGE_IDS_MAX 8u
/* Whose items are the kernel's own. No program has this id, nor does one that names it mean it. */
#define STORAGE_ID_KERNEL 0u

struct storage_access {
    bool may_write;
    uint32_t id; /* what is written carries it */
    uint8_t readable;
    uint8_t changeable;
    uint32_t read_ids[STORAGE_IDS_MAX]; /* of which `readable` many count */
    uint32_t modify_ids[STORAGE_IDS_MAX];
};

/* What the header of its program says. A program without a ShortId has no access to anything; one that has
 * a ShortId but no storage permissions (TLV 7) has access to what it wrote itself. Returns false if it has
 * none, or has gone. */
bool storage_access_of(struct process_id id, struct storage_access *access,
                       struct process_management_capability cap);

static inline bool storage_may_read(const struct storage_access *a, uint32_t owner) {
    bool found = false;
    for (uint32_t i = 0; i < STORAGE_IDS_MAX; i++) {
        found = found || (i < a->readable && a->read_ids[i] == owner);
    }
    return found;
}

static inline bool storage_may_modify(const struct storage_access *a, uint32_t owner) {
    bool found = false;
    for (uint32_t i = 0; i < STORAGE_IDS_MAX; i++) {
        found = found || (i < a->changeable && a->modify_ids[i] == owner);
    }
    return found;
}

/* Access to what carries `id`, and to nothing else. */
static inline struct storage_access storage_access_own(uint32_t id) {
    return (struct storage_access){
        .may_write = true,
        .id = id,
        .readable = 1,
        .changeable = 1,
        .read_ids = {id},
        .modify_ids = {id},
    };
}

#endif
