/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* as a system header, which checkers do not look at */
#pragma GCC system_header
static inline void poke(void) {
    *(uint32_t *)0x20000000 = 0;
}
