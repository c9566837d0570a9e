/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A read-only register cannot be written.
 * Fails with: implicit declaration of function .status_write */
#include "kernel/registers.h"

REGISTER_RO(status);
REGISTER_WO(control);

void set(struct control *c, struct status *s);
void set(struct control *c, struct status *s) {
    (void)c;
    (void)s;
#ifdef MISTAKE
    status_write(s, (struct status_value){1});
#else
    control_write(c, control_bits(1));
#endif
}
