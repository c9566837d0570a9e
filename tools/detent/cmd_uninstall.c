/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent uninstall` and `detent erase`: apps out of a flash image. */
#include "commands.h"
#include "edit.h"
#include "problem.h"

static struct {
    struct flash_options flash;
    bool force;
} given;

static int run_uninstall(int argc, char **argv);
static int run_erase(int argc, char **argv);

static const struct option options[] = {
    {"force", 0, OPTION_FLAG, &given.force, NULL, "also what is sticky"},
    FLASH_OPTIONS(given.flash),
    {0},
};

const struct command_line uninstall_command = {
    .command = "uninstall",
    .summary = "take apps out of a flash image",
    .usage = "[OPTION]... IMAGE NAME|0xADDRESS...",
    .purpose = "Takes apps out of a flash image. The others stay where they are.",
    .options = options,
    .run = run_uninstall,
};

const struct command_line erase_command = {
    .command = "erase",
    .summary = "take all apps out of a flash image",
    .usage = "[OPTION]... IMAGE",
    .purpose = "Takes all apps out of a flash image but those that are sticky.",
    .options = options,
    .run = run_erase,
};

/* Nobody knows what the flags of a corrupt object were. */
static bool is_kept(const struct variant *v) {
    return !given.force && !v->broken && (v->tbf.flags & TBF_FLAG_STICKY) != 0;
}

static int run_uninstall(int argc, char **argv) {
    struct strings arguments = options_read(&uninstall_command, argc, argv);
    if (arguments.count < 2)
        fail_usage("uninstall", "an image and at least one app are wanted");
    struct edit edit = edit_open("uninstall", arguments.at[0], &given.flash);
    for (size_t i = 1; i < arguments.count; i++) {
        const struct app *app = edit_get(&edit, arguments.at[i]);
        if (is_kept(edit_variant(app)))
            fail(arguments.at[0], "%s is sticky; --force removes it all the same",
                 edit_variant(app)->file);
        edit_remove(&edit, app);
    }
    edit_write(&edit);
    return 0;
}

static int run_erase(int argc, char **argv) {
    struct strings arguments = options_read(&erase_command, argc, argv);
    if (arguments.count != 1)
        fail_usage("erase", "one image is wanted");
    struct edit edit = edit_open("erase", arguments.at[0], &given.flash);
    for (size_t i = edit.image.app_count; i > 0; i--) {
        const struct app *app = &edit.image.apps[i - 1];
        if (is_kept(edit_variant(app)))
            note(arguments.at[0], "%s is sticky and stays", edit_variant(app)->file);
        else
            edit_remove(&edit, app);
    }
    edit_write(&edit);
    return 0;
}
