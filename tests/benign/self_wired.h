/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A capsule that wires a part of itself. */
#ifndef BENIGN_SELF_WIRED_H
#define BENIGN_SELF_WIRED_H

#include "capsules/virtual/uart_mux.h"
#include "hil/uart.h"
#include "kernel/capsule.h"

void self_wired_start(struct uart_mux *mux);
uint32_t self_wired_bytes(void);

#endif
