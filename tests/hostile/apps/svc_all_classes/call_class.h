/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A system call of a class, from 8 to 255. */
#ifndef HOSTILE_CALL_CLASS_H
#define HOSTILE_CALL_CLASS_H

#include <stdint.h>

void call_class(uint32_t class);

#endif
