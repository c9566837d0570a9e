/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Addresses and lines of the FPGA images AN385 and AN386. Source: AN385 3 and 4, AN386. */
#define TIMER0 ((struct cmsdk_timer_registers *)0x40000000)
#define TIMER1 ((struct cmsdk_timer_registers *)0x40001000)
#define DUAL_TIMER ((struct cmsdk_dual_timer_registers *)0x40002000)
#define UART0 ((struct cmsdk_uart_registers *)0x40004000)
#define WATCHDOG ((struct cmsdk_watchdog_registers *)0x40008000)
#define FPGAIO ((struct cmsdk_fpgaio_registers *)0x40028000)

/* SSRAM 1 from APPS_AT on (an385.mk), with the pages of the journal, where no region of the protection unit
 * keeps the kernel from writing: its 4 MB are seen a second time behind themselves (AN385 3.1). */
#define APP_FLASH_START 0x00440000u
#define APP_FLASH_PAGES 128u

#define LINE_UART0_IN 0
#define LINE_UART0_OUT 1
#define LINE_TIMER0 8
#define LINE_TIMER1 9
#define LINE_DUAL_TIMER 10
#define LINES 32
