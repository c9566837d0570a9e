/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Constant text is made out of a literal only, so that it always ends.
 * Fails with: expected */
#include "kernel/buffer.h"

void say(struct buffer *out, const char *words);
void say(struct buffer *out, const char *words) {
    (void)words;
#ifdef MISTAKE
    buffer_text(out, TEXT(words));
#else
    buffer_text(out, TEXT("words"));
#endif
}
