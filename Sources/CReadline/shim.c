#include <stdio.h>
#include <readline/readline.h>
#include "shim.h"

const char *deskmate_readline_version(void) { return rl_library_version; }
