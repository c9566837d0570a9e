/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A register block is laid out as the data sheet says.
 * Fails with: register at another offset */
#include "kernel/registers.h"

REGISTER_RW(control);
REGISTER_RO(status);
struct device {
    struct control control;
#ifndef MISTAKE
    uint32_t reserved[2];
#endif
    struct status status;
};
REGISTER_AT(struct device, control, 0x0);
REGISTER_AT(struct device, status, 0xC);
