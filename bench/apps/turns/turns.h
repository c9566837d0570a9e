/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What turns and turns_partner agree on. */
#ifndef BENCH_TURNS_H
#define BENCH_TURNS_H

/* The two meet at multiples of this. */
#define ROUND_MS 20

#endif
