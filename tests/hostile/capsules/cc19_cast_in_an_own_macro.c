/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a cast inside a macro of one's own inside a macro of the API */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

#define AT(address) (*(union apps *)(address))

static void run(struct process_id pid, enum errorcode error) {
    GRANT_ENTER (AT(0x20000000), pid, app, error) {
        app->count++;
    }
}
