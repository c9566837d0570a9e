/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Interrupt lines. Source: LM3S6965 data sheet, table 2-9. */
#ifndef CHIPS_LM3S_LINES_H
#define CHIPS_LM3S_LINES_H

#define LM3S_LINE_PORT_A 0
#define LM3S_LINE_PORT_B 1
#define LM3S_LINE_PORT_C 2
#define LM3S_LINE_PORT_D 3
#define LM3S_LINE_PORT_E 4
#define LM3S_LINE_UART0 5
#define LM3S_LINE_WATCHDOG 18
#define LM3S_LINE_TIMER0 19
#define LM3S_LINE_TIMER1 21
#define LM3S_LINE_PORT_F 30
#define LM3S_LINE_PORT_G 31
#define LM3S_LINES 32 /* that anybody here enables; the chip has 44 */

#endif
