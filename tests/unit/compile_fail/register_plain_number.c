/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A number is not a value: it has to be named as the register's bits.
 * Fails with: incompatible type for argument 2 of .mode_write */
#include "kernel/registers.h"

REGISTER_RW(mode);

void set(struct mode *m);
void set(struct mode *m) {
#ifdef MISTAKE
    mode_write(m, 0x10);
#else
    mode_write(m, mode_bits(0x10));
#endif
}
