/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a structure without size is copied from a null pointer */
/* expect: CC15 */
#include "tests/hostile/capsules/device.h"

struct wrapped {
    struct process_management_capability management;
};

static void use(struct wrapped w, struct process_id id) {
    (void)process_control(id, PROCESS_OPERATION_TERMINATE, w.management);
}

static void kill(const struct wrapped *none, struct process_id id) {
    use(*none, id);
}
