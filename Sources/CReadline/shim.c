#include <stdio.h>
#include <errno.h>
#include <locale.h>
#include <langinfo.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <poll.h>
#include <sys/select.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <readline/readline.h>
#include <readline/history.h>
#include "shim.h"

static deskmate_completer completer;
static int listed_prefix;
static const char *prefilled;
static volatile sig_atomic_t interrupted, continued, resized;
// The terminal as it was found, while it is held.
static struct termios found;
static volatile sig_atomic_t held;
// When the prompt was shown, and how long before the last byte nothing came, in seconds.
static double shown_at, last_byte_at, gap;
static int last_byte, was_alone, was_pasted, pressed, was_interrupted;
// Which signals are let through while a key is waited for.
static sigset_t while_waiting;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void restore(void) {
  if (!held) return;
  tcsetattr(STDIN_FILENO, TCSANOW, &found);
  // Readline may have asked the terminal to mark what is pasted.
  static const char unmark[] = "\033[?2004l";
  if (write(STDOUT_FILENO, unmark, sizeof unmark - 1) < 0) return;
}

static void quieten(void) {
  struct termios quiet = found;
  quiet.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
  // Ctrl-S would stop the screen for whoever reached for the search.
  quiet.c_iflag &= ~(tcflag_t)IXON;
  quiet.c_cc[VMIN] = 1;
  quiet.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSANOW, &quiet);
}

static void on_signal(int number) {
  if (number == SIGINT) interrupted = 1;
  if (number == SIGCONT) {
    if (held) quieten();
    continued = 1;
  }
  if (number == SIGWINCH) resized = 1;
}

// Ends as the signal would have, the terminal as it was found. A first Ctrl-C while the program works is
// kept for the next prompt.
static void on_ending(int number) {
  if (number == SIGINT && !interrupted) {
    interrupted = 1;
    return;
  }
  restore();
  signal(number, SIG_DFL);
  raise(number);
}

static void on_stop(int number) {
  (void)number;
  restore();
  kill(getpid(), SIGSTOP);
}

void deskmate_terminal_hold(void) {
  if (held || tcgetattr(STDIN_FILENO, &found) != 0) return;
  held = 1;
  // Nothing that is typed ahead is echoed before its prompt, nor lost where the terminal changes its mode.
  quieten();
  atexit(restore);
  struct sigaction ending = {.sa_handler = on_ending}, stop = {.sa_handler = on_stop};
  struct sigaction go_on = {.sa_handler = on_signal};
  int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) sigaction(numbers[i], &ending, NULL);
  sigaction(SIGTSTP, &stop, NULL);
  sigaction(SIGCONT, &go_on, NULL);
}

void deskmate_terminal_discard(void) { tcflush(STDIN_FILENO, TCIFLUSH); }

void deskmate_terminal_release(void) {
  restore();
  held = 0;
}

// Readline takes the held terminal's silence for the person's wish.
static void prepare_terminal(int meta) {
  rl_prep_terminal(meta);
  rl_tty_set_echoing(1);
}

// An Enter is meant when a person pressed it after the prompt was there: nothing came just before it,
// and nothing comes just behind it.
static int is_meant(const char *line) {
  if (!line || *line || (last_byte != '\r' && last_byte != '\n')) return 0;
  if (gap < 0.03 || now() - shown_at < 0.3) return 0;
  struct pollfd waiting = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&waiting, 1, 40) == 0;
}

// What the signals that came meanwhile ask for.
static void heed_signals(void) {
  if (interrupted) {
    interrupted = 0;
    was_interrupted = 1;
    fputs("^C", rl_outstream);
    rl_free_line_state();
    rl_line_buffer[0] = 0;
    rl_point = rl_end = rl_mark = 0;
  }
  if (resized) {
    resized = 0;
    rl_resize_terminal();
  }
  if (continued && !was_interrupted) {
    continued = 0;
    rl_prep_terminal(1);
    rl_forced_update_display();
  }
}

// What ends a paste, and how much of it a paste that was broken off has been given.
static const char paste_end[] = "\033[201~";
static int in_paste, paste_ended;

// The end of the input. A paste is ended first: readline does not terminate the text of one that breaks off.
static int end_of_input(void) {
  if (!in_paste || !paste_end[paste_ended]) return EOF;
  return paste_end[paste_ended++];
}

// The next byte. After an interruption the input has ended, for whatever waits inside readline: a search,
// a question, an unfinished sequence.
static int next_byte(FILE *stream) {
  int descriptor = fileno(stream);
  for (;;) {
    heed_signals();
    if (was_interrupted) return end_of_input();
    // Of a paste that was taken out whole nothing is left that somebody else wrote.
    if (!in_paste && rl_end == 0) was_pasted = 0;
    fd_set descriptors;
    FD_ZERO(&descriptors);
    FD_SET(descriptor, &descriptors);
    int ready = pselect(descriptor + 1, &descriptors, NULL, NULL, NULL, &while_waiting);
    if (ready < 0 && errno == EINTR) continue;
    if (ready < 0) return end_of_input();
    unsigned char byte;
    ssize_t count = read(descriptor, &byte, 1);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count <= 0) return end_of_input();
    double time = now();
    gap = time - last_byte_at;
    last_byte_at = time;
    last_byte = byte;
    return byte;
  }
}

// A line that begins with a paste, or holds a pasted command, is what somebody else wrote.
static int on_paste(int count, int key) {
  int at = rl_point;
  in_paste = 1;
  paste_ended = 0;
  int result = rl_bracketed_paste_begin(count, key);
  in_paste = 0;
  if (at == 0 || rl_line_buffer[at] == '/') was_pasted = 1;
  return result;
}

static int on_key(int count, int key) {
  (void)count;
  pressed = key;
  rl_done = 1;
  return 0;
}

// Which line of the history stands in the prompt, and the line that was being written before.
static int shown_entry;
static char *own_line;

// Puts an entry into the line. Readline's own walk leaves the changes of a line with its entry, and 8.2 frees
// some of them twice; here a line that is brought back is a new one.
static int show_entry(int place) {
  if (place < 0) place = 0;
  if (place > history_length) place = history_length;
  if (place == shown_entry) return rl_ding();
  if (shown_entry == history_length) {
    free(own_line);
    own_line = strdup(rl_line_buffer);
  }
  HIST_ENTRY *entry = place < history_length ? history_get(history_base + place) : NULL;
  const char *text = entry ? entry->line : own_line;
  if (!text) return rl_ding();
  rl_replace_line(text, 1);
  rl_point = rl_end;
  rl_mark = 0;
  shown_entry = place;
  return 0;
}

static int on_previous(int count, int key) {
  (void)key;
  return show_entry(shown_entry - count);
}

static int on_next(int count, int key) {
  (void)key;
  return show_entry(shown_entry + count);
}

static int on_first(int count, int key) {
  (void)count, (void)key;
  return show_entry(0);
}

static int on_last(int count, int key) {
  (void)count, (void)key;
  return show_entry(history_length);
}

// Searches as readline does, then takes what was found as a line of its own, for the same reason.
static int search(rl_command_func_t *command, int count, int key) {
  rl_free_undo_list();
  int result = command(count, key);
  char *found_line = strdup(rl_line_buffer);
  int point = rl_point;
  if (!found_line) return result;
  rl_free_undo_list();
  if (current_history()) {
    using_history();
    rl_maybe_unsave_line();
  }
  rl_replace_line(found_line, 1);
  rl_point = point <= rl_end ? point : rl_end;
  free(found_line);
  return result;
}

static int on_search(int count, int key) { return search(rl_reverse_search_history, count, key); }

static int on_search_forward(int count, int key) {
  return search(rl_forward_search_history, count, key);
}

static int on_refused(int count, int key) {
  (void)count, (void)key;
  return rl_ding();
}

static void bind_history(Keymap map, int is_vi) {
  struct {
    const char *keys;
    rl_command_func_t *command;
  } bindings[] = {
      {"\\e[A", on_previous}, {"\\eOA", on_previous}, {"\\C-p", on_previous}, {"\\e[5~", on_previous},
      {"\\e[B", on_next},     {"\\eOB", on_next},     {"\\C-n", on_next},     {"\\e[6~", on_next},
      {"\\e<", on_first},     {"\\e>", on_last},      {"\\C-r", on_search},   {"\\C-s", on_search_forward},
      {"\\ep", on_previous},
      // These enter the line with a key that is no Enter.
      {"\\C-o", on_refused},  {"\\e#", on_refused},
      // Escape and Enter would change to vi's keys, which whoever did it by accident cannot leave.
      {"\\e\\C-m", rl_newline}, {"\\e\\C-j", rl_newline},
  };
  for (size_t i = 0; i < sizeof bindings / sizeof *bindings; i++) {
    const char *keys = bindings[i].keys;
    // In vi's keys Escape alone means something.
    if (is_vi && keys[1] == 'e' && keys[2] != '[' && keys[2] != 'O') continue;
    rl_bind_keyseq_in_map(keys, bindings[i].command, map);
  }
}

static int prefill(void) {
  if (prefilled) rl_insert_text(prefilled);
  return 0;
}

static char *next_match(const char *text, int state) {
  static char **matches;
  static int index;
  if (state == 0) {
    index = 0;
    int kept = 0;
    matches = completer ? completer(text, &kept) : NULL;
    listed_prefix = kept;
  }
  if (!matches) return NULL;
  char *match = matches[index++];
  if (!match) {
    free(matches);
    matches = NULL;
  }
  return match;
}

static char **complete(const char *text, int start, int end) {
  (void)start, (void)end;
  rl_attempted_completion_over = 1;
  return rl_completion_matches(text, next_match);
}

// The whole line before the cursor is completed, but only its last part is worth listing.
static void list_matches(char **matches, int count, int longest) {
  char **shown = malloc(sizeof(char *) * (size_t)(count + 2));
  if (!shown) return;
  for (int i = 0; i <= count; i++) {
    size_t length = strlen(matches[i]);
    shown[i] = matches[i] + ((size_t)listed_prefix <= length ? (size_t)listed_prefix : 0);
  }
  shown[count + 1] = NULL;
  rl_display_match_list(shown, count, longest - listed_prefix > 0 ? longest - listed_prefix : longest);
  free(shown);
  rl_forced_update_display();
}

void deskmate_line_open(const char *name, deskmate_completer callback) {
  setlocale(LC_CTYPE, "");
  // Chinese is at home here, also where nobody set a locale.
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
  rl_readline_name = name;
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  rl_completer_word_break_characters = "";
  rl_completer_quote_characters = "";
  rl_completion_append_character = ' ';
  rl_attempted_completion_function = complete;
  rl_completion_display_matches_hook = list_matches;
  rl_prep_term_function = prepare_terminal;
  rl_getc_function = next_byte;
  Keymap maps[] = {rl_get_keymap_by_name("emacs-standard"), rl_get_keymap_by_name("vi-insert")};
  for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
    if (!maps[i]) continue;
    rl_bind_keyseq_in_map("\\e[200~", on_paste, maps[i]);
    rl_bind_keyseq_in_map("\\en", on_key, maps[i]);
    bind_history(maps[i], i == 1);
  }
  completer = callback;
  using_history();
  stifle_history(2000);
}

// Readline's callback interface is not used: in 8.2 a search that is ended by an unfinished sequence calls
// itself there, and jumps back to where it no longer is.
enum deskmate_line_end deskmate_line_read(const char *prompt, const char *initial, char **line) {
  sigset_t blocked;
  struct sigaction action = {.sa_handler = on_signal}, old_int, old_cont, old_winch;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGINT);
  sigaddset(&blocked, SIGCONT);
  sigaddset(&blocked, SIGWINCH);
  // Signals arrive only inside pselect, so none is lost between the check and the wait.
  sigprocmask(SIG_BLOCK, &blocked, &while_waiting);
  sigaction(SIGINT, &action, &old_int);
  sigaction(SIGCONT, &action, &old_cont);
  sigaction(SIGWINCH, &action, &old_winch);

  continued = resized = 0;
  last_byte = was_pasted = pressed = was_interrupted = 0;
  shown_entry = history_length;
  prefilled = initial;
  rl_startup_hook = initial ? prefill : NULL;
  shown_at = last_byte_at = now();
  char *entered = readline(prompt);
  was_alone = is_meant(entered);
  if (was_interrupted || pressed) {
    fputc('\n', rl_outstream);
    fflush(rl_outstream);
  }
  sigaction(SIGINT, &old_int, NULL);
  sigaction(SIGCONT, &old_cont, NULL);
  sigaction(SIGWINCH, &old_winch, NULL);
  sigprocmask(SIG_SETMASK, &while_waiting, NULL);
  if (was_interrupted) {
    free(entered);
    return deskmate_line_interrupted;
  }
  *line = entered;
  if (pressed) return deskmate_line_key;
  return entered ? deskmate_line_entered : deskmate_line_closed;
}

int deskmate_line_was_alone(void) { return was_alone; }

int deskmate_line_was_pasted(void) { return was_pasted; }

void deskmate_history_add(const char *line) { add_history(line); }

void deskmate_history_load(const char *path) { read_history(path); }

int deskmate_line_columns(void) {
  int rows = 0, columns = 0;
  rl_get_screen_size(&rows, &columns);
  return columns;
}
