/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The vector table, and what happens between power-on and the board's main.
 * Source: DDI0403E B1.5.3; LM3S6965 data sheet, table 2-8. */
#include "arch/cortex-m/start.h"
#include "chips/lm3s/lines.h"
#include "kernel/boot.h"
#include "kernel/panic.h"

#include <stdint.h>

/* layout.ld */
extern uint32_t layout_stack_top[];
extern const uint32_t layout_data_image[];
extern uint32_t layout_data_start[];
extern uint32_t layout_data_end[];
extern uint32_t layout_bss_start[];
extern uint32_t layout_bss_end[];

int main(void);
_Noreturn void lm3s_reset(void);

BOOT_ONLY _Noreturn void lm3s_reset(void) {
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

#define FIRST_LINE 16
#define LINE(line) [FIRST_LINE + (line)] = arch_interrupt_handler

typedef void vector(void);

__attribute__((section(".vectors"), used)) static vector *const vectors[FIRST_LINE + LM3S_LINES] = {
    (vector *)layout_stack_top,
    lm3s_reset,
    [2] = arch_fault_handler, /* NMI: nothing is connected to it */
    [3] = arch_fault_handler, /* HardFault */
    [4] = arch_fault_handler, /* MemManage */
    [5] = arch_fault_handler, /* BusFault */
    [6] = arch_fault_handler, /* UsageFault */
    [11] = arch_svc_handler,
    [14] = arch_pendsv_handler,
    LINE(LM3S_LINE_PORT_A),
    LINE(LM3S_LINE_PORT_B),
    LINE(LM3S_LINE_PORT_C),
    LINE(LM3S_LINE_PORT_D),
    LINE(LM3S_LINE_PORT_E),
    LINE(LM3S_LINE_UART0),
    LINE(LM3S_LINE_TIMER0),
    LINE(LM3S_LINE_TIMER1),
    LINE(LM3S_LINE_PORT_F),
    LINE(LM3S_LINE_PORT_G),
    [FIRST_LINE + LM3S_LINE_WATCHDOG] = arch_watch_handler,
};
