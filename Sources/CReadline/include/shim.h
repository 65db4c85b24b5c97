// A terminal line at a time through GNU readline; none of its types pass through here.
#ifndef DESKMATE_READLINE_SHIM_H
#define DESKMATE_READLINE_SHIM_H

/// The version of the library.
const char *_Nonnull deskmate_readline_version(void);

#endif
