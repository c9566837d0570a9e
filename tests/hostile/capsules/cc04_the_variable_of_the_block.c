/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the block's own variable is set to the grant of another process, which is then left in its
 * place */
/* expect: CC04|CC06 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, struct process_id caller, struct process_id other) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, a, error) {
        GRANT_ENTER (self->apps, other, b, error) {
            a = b;
        }
        a->count++;
    }
}
