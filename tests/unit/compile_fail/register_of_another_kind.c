/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A function of one register does not take another.
 * Fails with: incompatible pointer type */
#include "kernel/registers.h"

REGISTER_RW(control);
REGISTER_RW(mode);

uint32_t look(const struct mode *m);
uint32_t look(const struct mode *m) {
#ifdef MISTAKE
    return control_read(m).bits;
#else
    return mode_read(m).bits;
#endif
}
