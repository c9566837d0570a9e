/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A try: a line of snoop's table. */
#ifndef SNOOP_ATTEMPT_H
#define SNOOP_ATTEMPT_H

#include <stdint.h>

/* What an address of the table is counted from. */
enum base {
    ABSOLUTE,
    PROBE_RAM_START,
    PROBE_GRANTS,
    PROBE_RAM_END,
    PROBE_FLASH_START,
    PROBE_FLASH_END,
    OUR_RAM,
    OUR_FLASH,
};

/* Names are kept in the table itself: a pointer to a name would have to be moved at start-up, and
 * the table would lie in RAM. */
struct attempt {
    char what[28];
    uint8_t action;
    uint8_t base;
    int32_t offset;
};

#endif
