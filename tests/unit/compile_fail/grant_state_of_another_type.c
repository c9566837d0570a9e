/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What is entered is of the type that the grant was declared with.
 * Fails with: incompatible pointer type */
#include "kernel/capsule.h"

struct counter {
    uint32_t count;
};
struct other {
    uint32_t count;
};
GRANT(counters, struct counter, .upcalls = 1);

uint32_t look(const union counters *counters, struct process_id pid);
uint32_t look(const union counters *counters, struct process_id pid) {
    enum errorcode error;
    GRANT_ENTER (*counters, pid, app, error) {
#ifdef MISTAKE
        const struct other *state = app;
#else
        const struct counter *state = app;
#endif
        return state->count;
    }
    return 0;
}
