/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A write-only register cannot be read.
 * Fails with: implicit declaration of function .control_read */
#include "kernel/registers.h"

REGISTER_WO(control);
REGISTER_RO(status);
FIELD(control, ENABLE, 0, 1);
FIELD(status, READY, 0, 1);

uint32_t look(const struct control *c, const struct status *s);
uint32_t look(const struct control *c, const struct status *s) {
    (void)c;
    (void)s;
#ifdef MISTAKE
    return control_get_ENABLE(control_read(c));
#else
    return status_get_READY(status_read(s));
#endif
}
