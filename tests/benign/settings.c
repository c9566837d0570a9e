/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Defaults, and what a process changed of them. */
#include "tests/benign/settings.h"

struct limits {
    uint32_t least, most, usual;
};

static const struct limits limits[SETTINGS] = {
    [SETTING_RATE] = {1, 1000, 100},
    [SETTING_GAIN] = {0, 7, 1},
    [SETTING_OFFSET] = {.most = 4095},
};

static uint32_t value_of(const struct settings_app *app, uint32_t which) {
    return app->changed[which] ? app->values[which] : limits[which].usual;
}

static enum errorcode set(struct settings_app *app, uint32_t which, uint32_t value) {
    const struct limits *l = ELEMENT(limits, which);
    if (value < l->least || value > l->most) {
        return ERR_INVAL;
    }
    uint32_t *slot = ELEMENT(app->values, which);
    *slot = value;
    app->changed[which] = true;
    return OK;
}

static void reset(struct settings_app *app) {
    *app = (struct settings_app){0};
}

command_result settings_command(struct settings *self, struct process_id caller, uint32_t command,
                                uint32_t arg1, uint32_t arg2) {
    if (arg1 >= SETTINGS) {
        return command_failure(ERR_INVAL);
    }
    enum errorcode error;
    command_result result = command_failure(ERR_NOSUPPORT);
    GRANT_ENTER (self->apps, caller, app, error) {
        if (command == 3) {
            reset(app);
            result = command_success();
            break;
        }
        if (command == 1) {
            result = command_status(set(app, arg1, arg2));
        } else if (command == 2) {
            result = command_success_u32(value_of(app, arg1));
        }
    }
    return error == OK ? result : command_failure(error);
}
