/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Nor can a value for it be made.
 * Fails with: implicit declaration of function .status_bits */
#include "kernel/registers.h"

REGISTER_RO(status);
REGISTER_RW(control);

uint32_t value(void);
uint32_t value(void) {
#ifdef MISTAKE
    return status_bits(1).bits;
#else
    return control_bits(1).bits;
#endif
}
