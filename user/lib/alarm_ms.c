/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* From ticks to milliseconds. In a file of its own because it needs a 64-bit division, which is
 * large and which most apps do without. See alarm.h. */
#include "alarm.h"

uint64_t alarm_ticks_to_ms(uint64_t ticks) {
    uint32_t hz = alarm_frequency_hz();
    if (hz == 0)
        return 0;
    return ticks / hz * 1000 + ticks % hz * 1000 / hz;
}
