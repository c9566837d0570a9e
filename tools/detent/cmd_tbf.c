/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent tbf`: from a linked program to the object that the kernel loads. Source: ABI 4.8. */
#include "commands.h"
#include "elf.h"
#include "file.h"
#include "memory.h"
#include "options.h"
#include "program.h"
#include "tbf_write.h"

#include <inttypes.h>
#include <string.h>

/* What userland expects if nobody says otherwise (ABI 9.4). */
#define DEFAULT_STACK 2048
#define DEFAULT_HEAP 1024
#define DEFAULT_KERNEL_MAJOR 2
#define DEFAULT_KERNEL_MINOR 2

/* So much air before a segment is a sign of a broken linker script. */
#define SUSPICIOUS_GAP 4096

/* Objects for a fixed place start at a multiple of this, if nothing else is said (ABI 4.8). */
#define FIXED_OBJECT_ALIGNMENT 256

static struct {
    const char *output;
    const char *name;
    struct maybe_u32 stack;
    struct maybe_u32 app_heap;
    struct maybe_u32 kernel_heap;
    struct maybe_u32 minimum_ram;
    struct maybe_u32 protected_size;
    struct strings permissions;
    struct maybe_u32 write_id;
    struct strings read_ids;
    struct strings modify_ids;
    const char *kernel_version;
    struct maybe_u32 short_id;
    struct maybe_u32 app_version;
    struct maybe_u32 minimum_footer;
    struct maybe_u32 fixed_flash;
    struct maybe_u32 fixed_ram;
    bool disable;
    bool sticky;
} given;

static int run(int argc, char **argv);

static const struct option options[] = {
    {"output", 'o', OPTION_TEXT, &given.output, "FILE", "the object to write"},
    {"name", 0, OPTION_TEXT, &given.name, "NAME", "package name; else that of the ELF file"},
    {"stack", 0, OPTION_NUMBER, &given.stack, "BYTES",
     "else the size of section .stack, else 2048"},
    {"app-heap", 0, OPTION_NUMBER, &given.app_heap, "BYTES", "else 1024"},
    {"kernel-heap", 0, OPTION_NUMBER, &given.kernel_heap, "BYTES", "for grants; else 1024"},
    {"minimum-ram", 0, OPTION_NUMBER, &given.minimum_ram, "BYTES", "if this is more than the sum"},
    {"protected-region-size", 0, OPTION_NUMBER, &given.protected_size, "BYTES",
     "header and the room after it"},
    {"permission", 0, OPTION_LIST, &given.permissions, "DRIVER:COMMAND",
     "allow this command, and none that is not named; repeatable"},
    {"write-id", 0, OPTION_NUMBER, &given.write_id, "ID", "storage: owner of what the app writes"},
    {"read-ids", 0, OPTION_LIST, &given.read_ids, "ID,...", "storage: whose data it may read"},
    {"modify-ids", 0, OPTION_LIST, &given.modify_ids, "ID,...",
     "storage: whose data it may change"},
    {"kernel-version", 0, OPTION_TEXT, &given.kernel_version, "MAJOR.MINOR",
     "the least that the app needs; else 2.2"},
    {"short-id", 0, OPTION_NUMBER, &given.short_id, "ID", "a fixed ShortId"},
    {"app-version", 0, OPTION_NUMBER, &given.app_version, "NUMBER", "else 0"},
    {"minimum-footer-size", 0, OPTION_NUMBER, &given.minimum_footer, "BYTES",
     "room for credentials"},
    {"fixed-flash", 0, OPTION_NUMBER, &given.fixed_flash, "ADDRESS",
     "where the program must lie, whatever the ELF file says"},
    {"fixed-ram", 0, OPTION_NUMBER, &given.fixed_ram, "ADDRESS", "the same for its RAM"},
    {"disable", 0, OPTION_FLAG, &given.disable, NULL, "the kernel is not to start it"},
    {"sticky", 0, OPTION_FLAG, &given.sticky, NULL, "tools are not to erase it lightly"},
    {0},
};

const struct command_line tbf_command = {
    .command = "tbf",
    .summary = "turn a linked program (ELF) into a TBF object",
    .usage = "[OPTION]... APP.elf -o APP.tbf",
    .purpose = "Turns a linked program into a TBF object, as elf2tab does.",
    .options = options,
    .run = run,
};

static uint32_t number_or(struct maybe_u32 number, uint32_t otherwise) {
    return number.given ? number.value : otherwise;
}

static uint32_t minimum_ram(const struct program *program, const char *path) {
    uint32_t stack = number_or(given.stack, number_or(program->stack, DEFAULT_STACK));
    uint64_t sum = program->data_ram + round_up(stack, 8) +
                   round_up(number_or(given.app_heap, DEFAULT_HEAP), 4) +
                   round_up(number_or(given.kernel_heap, DEFAULT_HEAP), 4);
    if (sum > UINT32_MAX)
        fail(path, "needs more RAM than 32 bits can say");
    uint32_t least = number_or(given.minimum_ram, 0);
    return least > sum ? least : (uint32_t)sum;
}

static void read_permission(const char *text, uint32_t *driver, uint32_t *command) {
    char *copy = memory_copy_string(text);
    char *colon = strchr(copy, ':');
    if (colon != NULL)
        *colon = '\0';
    if (colon == NULL || !parse_u32(copy, driver) || !parse_u32(colon + 1, command))
        fail_usage("tbf", "--permission: `%s` is not DRIVER:COMMAND", text);
}

/* The entry for 64 commands of a driver, made if it is not there. */
static struct permission *find_permission(struct permission *list, size_t *count, uint32_t driver,
                                          uint32_t block) {
    for (size_t i = 0; i < *count; i++)
        if (list[i].driver == driver && list[i].block == block)
            return &list[i];
    list[*count] = (struct permission){.driver = driver, .block = block};
    return &list[(*count)++];
}

static void take_permissions(struct tbf_header *header) {
    struct permission *list = memory_new(given.permissions.count * sizeof *list);
    for (size_t i = 0; i < given.permissions.count; i++) {
        uint32_t driver = 0;
        uint32_t command = 0;
        read_permission(given.permissions.at[i], &driver, &command);
        find_permission(list, &header->permission_count, driver, command / 64)->commands |=
            UINT64_C(1) << command % 64;
    }
    header->permissions = list;
}

static size_t read_ids(const char *option, struct strings list, uint32_t *ids) {
    if (list.count > TBF_STORAGE_IDS_MAX)
        fail_usage("tbf", "--%s: at most %d ids", option, TBF_STORAGE_IDS_MAX);
    for (size_t i = 0; i < list.count; i++)
        if (!parse_u32(list.at[i], &ids[i]))
            fail_usage("tbf", "--%s: `%s` is not a number of 32 bits", option, list.at[i]);
    return list.count;
}

static void take_storage(struct storage_permissions *storage) {
    storage->given = given.write_id.given || given.read_ids.count > 0 || given.modify_ids.count > 0;
    storage->write_id = number_or(given.write_id, 0);
    storage->read_count = read_ids("read-ids", given.read_ids, storage->read_ids);
    storage->modify_count = read_ids("modify-ids", given.modify_ids, storage->modify_ids);
}

static void take_kernel_version(struct tbf_header *header) {
    header->kernel_major = DEFAULT_KERNEL_MAJOR;
    header->kernel_minor = DEFAULT_KERNEL_MINOR;
    if (given.kernel_version != NULL &&
        !parse_version(given.kernel_version, &header->kernel_major, &header->kernel_minor))
        fail_usage("tbf", "--kernel-version: `%s` is not MAJOR.MINOR", given.kernel_version);
}

/* The package name if none is given: "blink" for "folder/blink.elf". */
static const char *default_name(const char *path) {
    char *name = memory_copy_string(file_base_name(path));
    char *dot = strrchr(name, '.');
    if (dot != NULL && dot != name)
        *dot = '\0';
    return name;
}

static void take_name(struct tbf_header *header, const char *path) {
    const char *name = given.name != NULL ? given.name : default_name(path);
    header->name = (struct span){(const uint8_t *)name, strlen(name)};
    if (!span_is_utf8(header->name))
        fail_usage("tbf", "--name: is not UTF-8");
}

/* The parts of the header that do not depend on where things come to lie. */
static void describe(struct tbf_header *header, const struct program *program, const char *path) {
    header->flags = (given.disable ? 0 : TBF_FLAG_ENABLED) | (given.sticky ? TBF_FLAG_STICKY : 0);
    header->program.minimum_ram = minimum_ram(program, path);
    header->program.version = number_or(given.app_version, 0);
    header->regions = program->regions;
    header->region_count = program->region_count;
    header->fixed_flash = program->fixed_flash;
    header->fixed_ram = given.fixed_ram.given ? given.fixed_ram : program->fixed_ram;
    header->short_id = given.short_id;
    take_name(header, path);
    take_permissions(header);
    take_storage(&header->storage);
    take_kernel_version(header);
}

static uint32_t header_size(const struct tbf_header *header, const char *path) {
    struct bytes draft = {0};
    if (!tbf_write_header(&draft, header))
        fail(path, "the header would be larger than %d bytes", UINT16_MAX);
    return (uint32_t)draft.length;
}

static uint32_t protected_size(const struct program *program, uint32_t header, const char *path) {
    uint32_t size = header;
    if (program->protected_size.given)
        size = program->protected_size.value;
    else if (given.protected_size.given)
        size = given.protected_size.value;
    else if (program->fixed_flash.given)
        size = program->fixed_flash.value % FIXED_OBJECT_ALIGNMENT;
    if (size < header)
        fail(path,
             "a protected region of %" PRIu32 " bytes has no room for the header of %" PRIu32
             " (see --protected-region-size)",
             size, header);
    if (size % 4 != 0)
        note(path,
             "a protected region of %" PRIu32 " bytes puts the program where few processors can run"
             " it: better a multiple of 4 (see --protected-region-size)",
             size);
    if (program->protected_size.given && given.protected_size.given)
        note(path, "tbf_protected_region_size, %" PRIu32 ", overrides the option", size);
    return size;
}

/* Where the object ends: after the room for credentials, rounded as the machine likes it. */
static uint64_t total_size(const struct program *program, uint32_t binary_end) {
    uint64_t end = binary_end;
    uint64_t footer = number_or(given.minimum_footer, 0);
    if (footer > 0)
        end +=
            round_up(footer < TBF_CREDENTIALS_RESERVED_MIN ? TBF_CREDENTIALS_RESERVED_MIN : footer,
                     TBF_TLV_ALIGNMENT);
    if (program->least_power_of_two == 0)
        return round_up(end, program->multiple);
    if (is_power_of_two(end))
        return end;
    uint64_t power = power_of_two_above(end);
    return power < program->least_power_of_two ? program->least_power_of_two : power;
}

/* The parts that do. */
static void locate(struct tbf_header *header, const struct program *program, const char *path) {
    uint32_t size = header_size(header, path);
    uint32_t start = protected_size(program, size, path);
    struct writeable_region *regions = program->regions;
    for (size_t i = 0; i < program->region_count; i++)
        regions[i].offset += start;
    uint64_t end = (uint64_t)start + program->image.length + 4 + program->relocations.length;
    uint64_t total = end > FILE_SIZE_MAX ? end : total_size(program, (uint32_t)end);
    if (total > FILE_SIZE_MAX)
        fail(path, "the object would be larger than %zu bytes", FILE_SIZE_MAX);
    header->program.trailer_size = start - size;
    header->program.init_offset = start - size + program->entry_offset;
    header->program.binary_end = (uint32_t)end;
    header->total_size = (uint32_t)total;
}

static struct span assemble(const struct tbf_header *header, const struct program *program) {
    struct bytes out = {0};
    tbf_write_header(&out, header);
    bytes_append_fill(&out, 0, header->program.trailer_size);
    bytes_append_span(&out, bytes_span(&program->image));
    bytes_append32(&out, (uint32_t)program->relocations.length);
    bytes_append_span(&out, bytes_span(&program->relocations));
    tbf_write_reserved(&out, header->total_size - out.length);
    return bytes_span(&out);
}

static void warn(const struct program *program, const char *path) {
    if (program->lost_section != NULL)
        note(path, "section %s lies below the start of flash and is left out",
             program->lost_section);
    if (program->cannot_be_moved && !program->fixed_flash.given)
        note(path,
             "is linked for 0x%x, as if it could lie anywhere, but no compiler makes such code "
             "for this machine: link it for its place, or say --fixed-flash",
             TBF_PIC_FLASH_BASE);
    if (program->largest_gap >= SUSPICIOUS_GAP)
        note(path, "a gap of %" PRIu32 " bytes before a segment is filled with zeros",
             program->largest_gap);
    if (program->relocations.length > 0 && program->image.length % 4 != 0)
        note(path, "the relocation data starts at an address that is not a multiple of 4");
}

static int run(int argc, char **argv) {
    struct strings files = options_read(&tbf_command, argc, argv);
    if (files.count != 1 || given.output == NULL)
        fail_usage("tbf", "one ELF file and -o FILE are wanted");
    const char *path = files.at[0];
    struct elf elf;
    struct program program;
    struct problem problem = {0};
    struct tbf_header header = {0};
    if (!elf_read(&elf, file_read(path), &problem) ||
        !program_read(&program, &elf, given.fixed_flash, &problem))
        fail_problem(path, &problem);
    describe(&header, &program, path);
    locate(&header, &program, path);
    warn(&program, path);
    file_write(given.output, assemble(&header, &program));
    return 0;
}
