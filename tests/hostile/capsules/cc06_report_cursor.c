/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a report's cursor that points beyond its sections */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static void run(struct process_id id, struct buffer *out,
                struct process_management_capability cap) {
    struct report_cursor cursor = {.section = 200, .line = 0, .end = 255};
    (void)process_report_line(&cursor, id, out, cap);
}
