/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Storage permissions of a process. They are read when somebody asks, from the header in flash, so that
 * kernels without storage have nothing of them. */
#include "kernel/storage_access.h"

#include "kernel/process.h"
#include "kernel/process_control.h"
#include "kernel/tbf.h"

#include <stddef.h>

/* Copies those that are not the kernel's. Returns how many. */
static uint8_t take_ids(const struct tbf_ids *ids, uint32_t out[static STORAGE_IDS_MAX]) {
    uint8_t count = 0;
    for (uint32_t i = 0; i < ids->count; i++) {
        if (ids->ids[i] != STORAGE_ID_KERNEL) {
            out[count++] = ids->ids[i];
        }
    }
    return count;
}

bool storage_access_of(struct process_id id, struct storage_access *access,
                       struct process_management_capability cap) {
    *access = (struct storage_access){0};
    const struct process *p = process_find(id);
    uint32_t short_id = process_short_id(id, cap);
    if (p == NULL || short_id == 0) {
        return false;
    }
    struct tbf_storage storage;
    if (!tbf_storage_permissions(process_object(p), process_header_size(p), &storage)) {
        *access = storage_access_own(short_id);
        return true;
    }
    access->may_write = storage.write_id != 0;
    access->id = short_id;
    access->readable = take_ids(&storage.read, access->read_ids);
    access->changeable = take_ids(&storage.modify, access->modify_ids);
    return true;
}
