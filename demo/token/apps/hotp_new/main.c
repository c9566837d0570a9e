/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The next version of `hotp`, under whose name the demonstration packs it: it says another number. */
#define VERSION 2
#include "demo/token/apps/hotp/main.c"
