/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A view for reading cannot be written through.
 * Fails with: incompatible type for argument 1 of .slice_set */
#include "kernel/capsule.h"

bool poke(struct grant_handle grant, struct process_id pid);
bool poke(struct grant_handle grant, struct process_id pid) {
#ifdef MISTAKE
    return slice_set(slice_allowed_ro(grant, pid, 1), 0, 7);
#else
    return slice_set(slice_allowed_rw(grant, pid, 1), 0, 7);
#endif
}
