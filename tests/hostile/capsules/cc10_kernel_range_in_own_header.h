/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* declares a variable of the kernel */
#ifndef CC10_KERNEL_RANGE_H
#define CC10_KERNEL_RANGE_H

#include "kernel/range.h"

extern struct range kernel_secret;

#endif
