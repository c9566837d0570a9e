/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What lies where on the board: programs cannot know it, for one binary runs on many boards. The
 * harness finds the magic words in an image and writes behind them what tests/qemu/boards.py says,
 * in this order (tests/qemu/places.py). */
#ifndef TESTS_PLACES_H
#define TESTS_PLACES_H

#include <stdint.h>

#define PLACES_DEVICES 16
#define PLACES_POKES 32

struct places {
    char magic[16];
    uint32_t kernel_flash;     /* the kernel's code and constants: start, end */
    uint32_t kernel_flash_end; /* of what is there */
    uint32_t kernel_ram;       /* its stack and data */
    uint32_t apps;             /* flash for apps: start, end */
    uint32_t apps_end;
    uint32_t ram_end;     /* of apps, which follows the kernel's */
    uint32_t device;      /* the data register of the serial port */
    uint32_t memory_step; /* of the protection unit for RAM; 0 if it is a 16th of the block */
    uint32_t device_count;
    uint32_t devices[PLACES_DEVICES]; /* registers, of every kind of device */
    uint32_t poke_count;
    struct poke { /* what would hurt most */
        uint32_t address;
        uint32_t value;
    } pokes[PLACES_POKES];
};

__attribute__((unused)) static const struct places *places(void) {
    static const struct places table = {
        .magic = "places of board:",
    };
    const struct places *filled = &table;
    __asm__("" : "+r"(filled)); /* the compiler knows nothing of what is in it */
    return filled;
}

#endif
