/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a mark in a header that only this file includes: others have such objects on the stack and in grants */
/* expect: build refused: CC0 */
#include "tests/hostile/capsules/whole/mark/mark.h"

#include "tests/hostile/capsules/whole/mark/keeper.h"

static struct parcel *kept;

void keeper_put(struct parcel *p) {
    kept = p;
}

void keeper_poke(uint32_t word, uint32_t value) {
    kept->words[word] = value;
}
