/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A range of addresses, half open: [start, end). Addresses of the machine are 32 bits wide and
 * stay numbers until something has validated them; the checks here never wrap. */
#ifndef KERNEL_RANGE_H
#define KERNEL_RANGE_H

#include <stdbool.h>
#include <stdint.h>

struct range {
    uint32_t start;
    uint32_t end;
};

/* Does [address, address + length) lie in `r`, both ends included as ends? True for a length of
 * zero only if the address itself lies in [r.start, r.end]. Does not wrap for any argument. */
/*@ assigns \nothing;
    ensures \result <==> r.start <= address && address + length <= r.end; */
static inline bool range_contains(struct range r, uint32_t address, uint32_t length) {
    return address >= r.start && address <= r.end && length <= r.end - address;
}

/*@ assigns \nothing;
    ensures \result <==> a.start < b.end && b.start < a.end; */
static inline bool range_overlaps(struct range a, struct range b) {
    return a.start < b.end && b.start < a.end;
}

#endif
