/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an inline function with external linkage, whose definition others may replace */
/* expect: CC10 */
#include "tests/hostile/capsules/cc10_inline_in_a_header.h"
