/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Makes capabilities. Only boards may include this: `make check` and the include arrows
 * (tools/check/includes) see to it. */
#ifndef KERNEL_CAPABILITY_MINT_H
#define KERNEL_CAPABILITY_MINT_H

#include "kernel/capability.h"

#define CAPABILITY_MINT(type) ((struct type){})

#endif
