/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a header says two things, by the guard of a trusted one */
/* expect: CC19 */
#include "hil/uart.h"
#include "face.h"
void face_set(struct face *f, uint32_t n) { f->n = n; }
