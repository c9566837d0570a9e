/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a header says two things, by the guard of a trusted one */
/* expect: CC19 */
#include "user.h"
#include "face.h"
static struct face face;
uint32_t user_peek(uint32_t n) { face_set(&face, n); return face.d->n; }
