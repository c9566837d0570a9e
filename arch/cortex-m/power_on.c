/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What happens between power-on and the board's main. Source: DDI0403E B1.5.5. */
#include "arch/cortex-m/start.h"
#include "kernel/boot.h"
#include "kernel/panic.h"

#include <stdint.h>

/* layout.ld */
extern const uint32_t layout_data_image[];
extern uint32_t layout_data_start[];
extern uint32_t layout_data_end[];
extern uint32_t layout_bss_start[];
extern uint32_t layout_bss_end[];

int main(void);

BOOT_ONLY _Noreturn void arch_power_on(void) {
    const uint32_t *from = layout_data_image;
    for (uint32_t *to = layout_data_start; to < layout_data_end; to++) {
        *to = *from++;
    }
    for (uint32_t *to = layout_bss_start; to < layout_bss_end; to++) {
        *to = 0;
    }
    main();
    PANIC("main returned");
}
