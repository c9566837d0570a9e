/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the pointer beside a table of operations that only carries the type */
/* expect: CC03|CC06 */
#include "tests/hostile/capsules/device.h"

#include "capsules/virtual/uart_mux.h"

static void raid(void) {
    uart_device_ops.self->receives = true;
}
