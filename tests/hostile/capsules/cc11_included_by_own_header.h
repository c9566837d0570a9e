/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* a door to the kernel's memory */
#include "kernel/memory.h"
