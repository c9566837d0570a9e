/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a header whose lengths depend on what came before it */
/* expect: CC19 */
#include "count.h"
#include "kernel/messages.h"
#include "face.h"
void face_set(struct face *f, uint32_t i, uint32_t n) { f->words[i] = n; }
