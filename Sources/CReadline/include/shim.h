// A terminal line at a time through GNU readline; none of its types pass through here.
#ifndef DESKMATE_READLINE_SHIM_H
#define DESKMATE_READLINE_SHIM_H

/// How reading a line ended.
enum deskmate_line_end {
  deskmate_line_entered, deskmate_line_interrupted, deskmate_line_closed, deskmate_line_key
};

/// Proposes completions for the line before the cursor: a list ended by NULL, of strings that replace
/// that whole part of the line, all from malloc, which the shim frees; NULL for none. `kept` is set to
/// how many bytes of each are left out when they are listed.
typedef char *_Nullable *_Nullable (*deskmate_completer)(const char *_Nonnull before, int *_Nonnull kept);

/// Prepares the terminal; `name` is the program's in ~/.inputrc. A completer may be NULL.
void deskmate_line_open(const char *_Nonnull name, deskmate_completer _Nullable completer);

/// Reads one line, perhaps with line breaks where it was pasted; `initial` stands in it to be edited. On
/// `entered`, `*line` is malloc's; on `key` (Alt-n) as well, with what stood in the line.
enum deskmate_line_end deskmate_line_read(
    const char *_Nonnull prompt, const char *_Nullable initial, char *_Nullable *_Nonnull line);

/// Whether the last line was an Enter alone that a person pressed after the prompt was there: nothing came
/// just before or behind it, as in a paste.
int deskmate_line_was_alone(void);

/// Whether the last line began with a paste.
int deskmate_line_was_pasted(void);

/// Holds the terminal: nothing typed is echoed or lost between two prompts, and whatever ends the program
/// leaves the terminal as it was found.
void deskmate_terminal_hold(void);

/// Throws away what was typed ahead: it was meant for what stood there before.
void deskmate_terminal_discard(void);

/// Gives the terminal back as it was found.
void deskmate_terminal_release(void);

/// Adds a line to what arrow up brings back.
void deskmate_history_add(const char *_Nonnull line);

/// Reads a history file; a missing one is none.
void deskmate_history_load(const char *_Nonnull path);

/// The terminal's columns as readline knows them.
int deskmate_line_columns(void);

#endif
