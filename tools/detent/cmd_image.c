/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent image`: a kernel and its apps, as they lie in flash. */
#include "commands.h"
#include "elf.h"
#include "file.h"
#include "image.h"
#include "options.h"
#include "problem.h"

#include <inttypes.h>

static struct {
    const char *output;
    const char *kernel;
    struct maybe_u32 apps_at;
    struct maybe_u32 flash_base;
    struct maybe_u32 flash_end;
    struct maybe_u32 ram_start;
    struct maybe_u32 ram_end;
    struct maybe_u32 process_bytes;
    const char *protection;
    struct strings architectures;
    bool raw;
} given;

static int run(int argc, char **argv);

static const struct option options[] = {
    {"output", 'o', OPTION_TEXT, &given.output, "FILE", "the image to write"},
    {"kernel", 0, OPTION_TEXT, &given.kernel, "FILE", "the kernel's bytes, without ELF"},
    {"apps-at", 0, OPTION_NUMBER, &given.apps_at, "ADDRESS", "where the app list begins"},
    {"flash-base", 0, OPTION_NUMBER, &given.flash_base, "ADDRESS",
     "of the image's first byte; else 0"},
    {"flash-end", 0, OPTION_NUMBER, &given.flash_end, "ADDRESS", "the first after flash"},
    {"ram-start", 0, OPTION_NUMBER, &given.ram_start, "ADDRESS",
     "of the RAM for apps, to check fixed addresses"},
    {"ram-end", 0, OPTION_NUMBER, &given.ram_end, "ADDRESS", "the first after it"},
    {"process-bytes", 0, OPTION_NUMBER, &given.process_bytes, "BYTES",
     "of RAM, that the kernel adds to what a program asks for; else 0"},
    {"protection", 0, OPTION_TEXT, &given.protection, "UNIT",
     "armv7m, armv8m or riscv: which regions there are; else armv7m"},
    {"arch", 0, OPTION_LIST, &given.architectures, "NAME,...",
     "which members of archives suit, best first; else cortex-m3"},
    {"raw", 0, OPTION_FLAG, &given.raw, NULL, "place broken objects as they are (for tests)"},
    {0},
};

const struct command_line image_command = {
    .command = "image",
    .summary = "compose a flash image of a kernel and apps",
    .usage = "--kernel KERNEL.bin --apps-at ADDRESS --flash-end ADDRESS -o OUT.bin\n"
             "       [OPTION]... [APP.tbf|APP.tab]...",
    .purpose =
        "Composes a flash image: the kernel, then the apps as a list that the kernel walks at\n"
        "boot. Each app lies where one region of the protection unit can cover exactly it. Of an\n"
        "archive, a member is taken that is for the machine, and whose addresses are free.",
    .options = options,
    .run = run,
};

static void check_command_line(void) {
    if (given.output == NULL || given.kernel == NULL || !given.apps_at.given ||
        !given.flash_end.given)
        fail_usage("image", "--kernel, --apps-at, --flash-end and -o are wanted");
    if (given.flash_base.value > given.apps_at.value || given.apps_at.value > given.flash_end.value)
        fail_usage("image", "flash-base, apps-at and flash-end are not in this order");
    if (given.flash_end.value - given.flash_base.value > FILE_SIZE_MAX)
        fail_usage("image", "more than %zu bytes of flash", FILE_SIZE_MAX);
    if (given.ram_start.given != given.ram_end.given)
        fail_usage("image", "--ram-start and --ram-end are wanted both or not at all");
    if (given.ram_start.value > given.ram_end.value)
        fail_usage("image", "ram-end is less than ram-start");
    if (given.architectures.count == 0)
        strings_add(&given.architectures, "cortex-m3");
}

static enum protection_unit protection_unit(void) {
    enum protection_unit unit = PROTECTION_ARMV7M;
    if (given.protection != NULL && !cover_parse_unit(given.protection, &unit))
        fail_usage("image", "--protection: `%s` is not armv7m, armv8m or riscv", given.protection);
    return unit;
}

static struct span read_kernel(void) {
    struct span kernel = file_read(given.kernel);
    uint32_t room = given.apps_at.value - given.flash_base.value;
    if (elf_looks_like(kernel))
        fail(given.kernel, "this is an ELF file; objcopy -O binary gives the bytes");
    if (kernel.length > room)
        fail(given.kernel, "needs %zu bytes; %" PRIu32 " bytes are free before the apps",
             kernel.length, room);
    return kernel;
}

/* The list must lead to every object. A broken one may cut it short, which is then told. */
static void check_list(const struct image *image, struct span bytes) {
    uint32_t base = given.flash_base.value;
    const struct slot *lost =
        image_find_lost(&image->layout, bytes, given.apps_at.value - base, base);
    if (lost == NULL)
        return;
    if (!image->any_broken)
        fail(given.output, "the app list would be broken; this is a mistake in detent");
    note(lost->file, "a kernel does not find this, because of what comes before");
}

static struct span compose(const struct image *image, struct span kernel) {
    struct bytes out = {0};
    bytes_append_span(&out, kernel);
    bytes_append_fill(&out, 0xFF, given.apps_at.value - given.flash_base.value - kernel.length);
    image_append(&out, &image->layout);
    return bytes_span(&out);
}

static int run(int argc, char **argv) {
    struct strings files = options_read(&image_command, argc, argv);
    check_command_line();
    struct span kernel = read_kernel();
    struct image image = {
        .layout = {.unit = protection_unit(),
                   .start = given.apps_at.value,
                   .end = given.flash_end.value},
        .architectures = given.architectures,
        .raw = given.raw,
        .ram_is_known = given.ram_start.given,
        .ram_start = given.ram_start.value,
        .ram_end = given.ram_end.value,
        .process_bytes = given.process_bytes.value,
    };
    for (size_t i = 0; i < files.count; i++)
        image_take_file(&image, files.at[i]);
    image_choose_all(&image);
    struct span bytes = compose(&image, kernel);
    check_list(&image, bytes);
    file_write(given.output, bytes);
    return 0;
}
