/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Bytes as letters. */
#ifndef BENIGN_BASE64_H
#define BENIGN_BASE64_H

#include "kernel/capsule.h"

void base64_put(struct slice_ro from, struct buffer *to);
void hex_dump(struct slice_ro from, struct buffer *to);

#endif
