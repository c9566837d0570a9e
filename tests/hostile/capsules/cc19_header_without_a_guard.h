/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* is another the second time */
#ifndef SECOND_TIME
#define SECOND_TIME
#define POKE(address) (*(uint32_t *)(address))
#else
static inline void poke(uint32_t address) {
    POKE(address) = 0;
}
#endif
