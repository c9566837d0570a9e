/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* All that a capsule author needs from the kernel. HILs come from hil/. */
#ifndef KERNEL_CAPSULE_H
#define KERNEL_CAPSULE_H

#include "abi/driver_numbers.h"
#include "abi/errorcode.h"
#include "kernel/bounds.h"
#include "kernel/buffer.h"
#include "kernel/capability.h"
#include "kernel/deferred_call.h"
#include "kernel/dialect.h"
#include "kernel/driver.h"
#include "kernel/grant.h"
#include "kernel/hil.h"
#include "kernel/process_id.h"
#include "kernel/process_slice.h"
#include "kernel/upcall.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#endif
