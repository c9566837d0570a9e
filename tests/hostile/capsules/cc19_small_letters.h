/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* In a board this word means something else. */
#ifndef CC19_SMALL_LETTERS_H
#define CC19_SMALL_LETTERS_H

#include "kernel/capsule.h"

#define count length

#endif
