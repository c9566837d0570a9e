/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What capabilities (kernel/capability.h) promise: they have no size and cost no code. Each
 * function by_language_* has the instructions of by_hand_*, whose callee takes no capability. */
#include "kernel/capability_mint.h"
#include "kernel/process_control.h"

_Static_assert(sizeof(struct process_management_capability) == 0, "no size");
_Static_assert(sizeof(struct process_loading_capability) == 0, "no size");
_Static_assert(sizeof(struct main_loop_capability) == 0, "no size");
_Static_assert(sizeof(struct panic_capability) == 0, "no size");

/* A capsule that keeps one is no larger. */
struct keeper {
    uint32_t word;
    struct process_management_capability management;
    struct panic_capability panic;
};
_Static_assert(sizeof(struct keeper) == 4, "no size in a struct either");

uint32_t callee(uint32_t a, uint32_t b); /* stands for one that takes none */
uint32_t guarded(uint32_t a, uint32_t b, struct process_management_capability c);

uint32_t by_language_use(uint32_t a, struct process_management_capability c);
uint32_t by_language_use(uint32_t a, struct process_management_capability c) {
    return guarded(a, 3, c) + 1;
}
uint32_t by_hand_use(uint32_t a);
uint32_t by_hand_use(uint32_t a) {
    return callee(a, 3) + 1;
}

/* A board mints it once and hands it over: it is a constant of no bytes. */
static const struct process_management_capability minted =
    CAPABILITY_MINT(process_management_capability);
uint32_t by_language_mint(uint32_t a);
uint32_t by_language_mint(uint32_t a) {
    return guarded(a, 3, minted) + 1;
}
uint32_t by_hand_mint(uint32_t a);
uint32_t by_hand_mint(uint32_t a) {
    return callee(a, 3) + 1;
}

uint32_t by_language_kept(const struct keeper *k);
uint32_t by_language_kept(const struct keeper *k) {
    return guarded(k->word, 3, k->management) + 1;
}
uint32_t by_hand_kept(const uint32_t *word);
uint32_t by_hand_kept(const uint32_t *word) {
    return callee(*word, 3) + 1;
}

/* Those that follow it in the list of arguments are where they would be without it. */
uint32_t by_language_taken(uint32_t a, struct process_management_capability c, uint32_t b);
uint32_t by_language_taken(uint32_t a, struct process_management_capability c, uint32_t b) {
    (void)c;
    return a - b;
}
uint32_t by_hand_taken(uint32_t a, uint32_t b);
uint32_t by_hand_taken(uint32_t a, uint32_t b) {
    return a - b;
}
