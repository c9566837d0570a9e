/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function of the kernel under a type without the capability */
/* expect: CC01|CC10|CC15 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE tools {
    enum errorcode (*control)(struct process_id id, enum process_operation operation);
};
static const struct tools tools = {.control = process_control};

static void kill(struct process_id id) {
    (void)tools.control(id, PROCESS_OPERATION_TERMINATE);
}
