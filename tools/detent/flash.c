/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* An image is told from its own kernel, so that most commands need nothing but its name. */
#include "flash.h"

#include "file.h"
#include "problem.h"

/* The kernel begins the flash, so its start is that of the image. */
static uint32_t find_base(const struct flash *flash, const struct flash_options *given) {
    if (given->base.given || !flash->has_attributes || !flash->attributes.kernel.given)
        return given->base.value;
    return flash->attributes.kernel.start;
}

/* Some kernels say here where the apps' RAM is; theirs begins elsewhere. */
static uint64_t find_end(const struct flash *flash, const struct flash_options *given) {
    const struct region *apps = &flash->attributes.app_memory;
    if (given->end.given)
        return given->end.value;
    if (!flash->has_attributes || !apps->given ||
        apps->start != (uint64_t)flash->base + flash->attributes.end)
        return 0;
    return (uint64_t)apps->start + apps->length;
}

struct flash flash_open(const char *command, const char *path, const struct flash_options *given) {
    struct flash flash = {.path = path, .content = file_read(path)};
    flash.has_attributes = given->at.given
                               ? attributes_read(&flash.attributes, flash.content, given->at.value)
                               : attributes_find(&flash.attributes, flash.content);
    if (!given->at.given && !flash.has_attributes)
        fail_usage(command, "%s: no kernel in it says where the apps are: --at OFFSET is wanted",
                   path);
    flash.at = given->at.given ? given->at.value : flash.attributes.end;
    if (flash.at > flash.content.length)
        fail(path, "--at passes the end of the image, 0x%zx", flash.content.length);
    flash.base = find_base(&flash, given);
    flash.end = find_end(&flash, given);
    return flash;
}

struct walk flash_walk(const struct flash *flash) {
    return walk_start(flash->content, flash->at, flash->base);
}
