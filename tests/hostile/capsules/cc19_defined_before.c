/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a macro that a trusted header defines later */
/* expect: CC19 */

#define GPIO_CLIENT 1
#include "hil/gpio.h"
