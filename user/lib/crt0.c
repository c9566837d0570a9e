/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The second half of start-up: fill the RAM, move every address to where the program really is,
 * then main.
 *
 * An app is linked as if its flash began at 0x80000000 and its RAM at 0 (ABI 9.3), so bit 31 of an
 * address says what it points into. 0 is never an address, because the stack lies there: it is a
 * null pointer, or a weak symbol that nobody defined, and stays 0. A program for fixed addresses
 * finds itself where it was linked for, all offsets are 0, and the same code changes nothing.
 *
 * Until relocate_all is done, nothing here may use a global variable. */
#include "crt0.h"
#include "syscall.h"

/* Loops are to stay loops: calls of memcpy and memset would make every app larger. */
#pragma GCC optimize("no-tree-loop-distribute-patterns")

#define IN_FLASH 0x80000000u

/* How far the program is from where it was linked for. */
struct placement {
    uint32_t flash_offset;
    uint32_t ram_offset;
};

/* An entry of a table of ELF's kind REL. */
struct relocation {
    uint32_t address;
    uint32_t info;
};

int main(void);
__attribute__((noreturn)) void crt0_main(const uint8_t *binary, uint8_t *ram, uint32_t flash_offset,
                                         uint32_t ram_offset);

/* From the linker script; both tables are in .data. */
typedef void constructor(void);
extern constructor *const __init_array_start[];
extern constructor *const __init_array_end[];

/* Defined where stdio and atexit are linked, else null: who does not use them has neither. */
__attribute__((weak)) void libc_close_streams(void);
__attribute__((weak)) void __call_exitprocs(int status, void *object);

static uint32_t header_word(const uint8_t *binary, uint32_t offset) {
    return *(const uint32_t *)(const void *)(binary + offset);
}

static uint32_t relocate(uint32_t address, struct placement placement) {
    if (address == 0)
        return 0;
    return address + (address & IN_FLASH ? placement.flash_offset : placement.ram_offset);
}

static void fill_ram(const uint8_t *binary, uint8_t *ram, struct placement placement) {
    const uint32_t *from = (const void *)(binary + header_word(binary, CRT0_GOT_IMAGE));
    uint32_t *to = (void *)(ram + header_word(binary, CRT0_GOT_START));
    for (uint32_t left = header_word(binary, CRT0_GOT_SIZE) / 4; left > 0; left--)
        *to++ = relocate(*from++, placement);

    from = (const void *)(binary + header_word(binary, CRT0_DATA_IMAGE));
    to = (void *)(ram + header_word(binary, CRT0_DATA_START));
    for (uint32_t left = header_word(binary, CRT0_DATA_SIZE) / 4; left > 0; left--)
        *to++ = *from++;

    to = (void *)(ram + header_word(binary, CRT0_BSS_START));
    for (uint32_t left = header_word(binary, CRT0_BSS_SIZE) / 4; left > 0; left--)
        *to++ = 0;
}

static void relocate_all(const uint8_t *binary, struct placement placement) {
    const uint32_t *table = (const void *)(binary + header_word(binary, CRT0_RELOCATIONS));
    const struct relocation *entry = (const void *)(table + 1);
    for (uint32_t left = *table / sizeof *entry; left > 0; left--, entry++) {
        uint32_t *word = (uint32_t *)(entry->address + placement.ram_offset);
        *word = relocate(*word, placement);
    }
}

void crt0_main(const uint8_t *binary, uint8_t *ram, uint32_t flash_offset, uint32_t ram_offset) {
    struct placement placement = {flash_offset, ram_offset};
    fill_ram(binary, ram, placement);
    relocate_all(binary, placement);
    for (constructor *const *c = __init_array_start; c < __init_array_end; c++)
        (*c)();
    int status = main();
    if (__call_exitprocs != NULL)
        __call_exitprocs(status, NULL);
    if (libc_close_streams != NULL)
        libc_close_streams();
    exit_terminate((uint32_t)status);
}
