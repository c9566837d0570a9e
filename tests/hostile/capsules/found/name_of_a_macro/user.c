/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a header whose lengths depend on what came before it */
/* expect: CC19 */
#include "user.h"
#include "face.h"
static struct face face;
uint32_t user_peek(uint32_t n) { face_set(&face, 2, n); return face.next->words[0]; }
