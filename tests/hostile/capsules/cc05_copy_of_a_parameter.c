/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of a parameter that was passed by value is returned */
/* expect: CC05 */
#include "tests/hostile/capsules/device.h"

static const struct process_id *keep(struct process_id id) {
    const struct process_id *p = &id;
    return p;
}

static bool run(struct process_id id) {
    return process_id_is_alive(*keep(id));
}
