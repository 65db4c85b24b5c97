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
static char *entered;
static int finished;
static const char *prefilled;
static volatile sig_atomic_t interrupted, continued, resized;
// The terminal as it was found, while it is held.
static struct termios found;
static volatile sig_atomic_t held;
// When the prompt was shown, and how long before the last byte nothing came, in seconds.
static double shown_at, last_byte_at, gap;
static int was_alone, was_pasted, pressed;
static char *kept_line;

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

void deskmate_terminal_release(void) {
  restore();
  held = 0;
}

// Readline takes the held terminal's silence for the person's wish.
static void prepare_terminal(int meta) {
  rl_prep_terminal(meta);
  rl_tty_set_echoing(1);
}

static void on_line(char *line) {
  entered = line;
  finished = 1;
  // An Enter is meant when a person pressed it after the prompt was there: nothing came just before it,
  // and nothing comes just behind it.
  was_alone = 0;
  if (line && !*line && gap >= 0.03 && now() - shown_at >= 0.1) {
    struct pollfd waiting = {.fd = STDIN_FILENO, .events = POLLIN};
    was_alone = poll(&waiting, 1, 40) == 0;
  }
  // Removing the handler at once keeps readline from drawing a second prompt.
  rl_callback_handler_remove();
}

// A line that begins with a paste, or holds a pasted command, is what somebody else wrote.
static int on_paste(int count, int key) {
  int at = rl_point;
  int result = rl_bracketed_paste_begin(count, key);
  if (at == 0 || rl_line_buffer[at] == '/') was_pasted = 1;
  return result;
}

static int on_key(int count, int key) {
  (void)count;
  pressed = key;
  free(kept_line);
  kept_line = strdup(rl_line_buffer);
  finished = 1;
  return 0;
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
  Keymap maps[] = {rl_get_keymap_by_name("emacs-standard"), rl_get_keymap_by_name("vi-insert")};
  for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
    if (!maps[i]) continue;
    rl_bind_keyseq_in_map("\\e[200~", on_paste, maps[i]);
    rl_bind_keyseq_in_map("\\en", on_key, maps[i]);
  }
  completer = callback;
  using_history();
  stifle_history(2000);
}

enum deskmate_line_end deskmate_line_read(const char *prompt, const char *initial, char **line) {
  sigset_t blocked, before;
  struct sigaction action = {.sa_handler = on_signal}, old_int, old_cont, old_winch;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGINT);
  sigaddset(&blocked, SIGCONT);
  sigaddset(&blocked, SIGWINCH);
  // Signals arrive only inside pselect, so none is lost between the check and the wait.
  sigprocmask(SIG_BLOCK, &blocked, &before);
  sigaction(SIGINT, &action, &old_int);
  sigaction(SIGCONT, &action, &old_cont);
  sigaction(SIGWINCH, &action, &old_winch);

  continued = resized = 0;
  finished = was_alone = was_pasted = pressed = 0;
  entered = NULL;
  enum deskmate_line_end end = deskmate_line_closed;
  prefilled = initial;
  rl_startup_hook = initial ? prefill : NULL;
  rl_callback_handler_install(prompt, on_line);
  shown_at = last_byte_at = now();
  while (!finished) {
    fd_set descriptors;
    FD_ZERO(&descriptors);
    FD_SET(STDIN_FILENO, &descriptors);
    int ready =
        interrupted ? -1 : pselect(STDIN_FILENO + 1, &descriptors, NULL, NULL, NULL, &before);
    if (ready < 0 && interrupted) errno = EINTR;
    if (ready > 0) {
      double time = now();
      gap = time - last_byte_at;
      last_byte_at = time;
      rl_callback_read_char();
      continue;
    }
    if (ready < 0 && errno != EINTR) break;
    if (interrupted) {
      interrupted = 0;
      fputs("^C", rl_outstream);
      rl_free_line_state();
      rl_callback_sigcleanup();
      rl_callback_handler_remove();
      fputc('\n', rl_outstream);
      fflush(rl_outstream);
      finished = 1;
      end = deskmate_line_interrupted;
    }
    if (resized) {
      resized = 0;
      rl_resize_terminal();
    }
    if (continued && !finished) {
      continued = 0;
      rl_prep_terminal(1);
      rl_forced_update_display();
    }
  }
  rl_callback_handler_remove();
  sigaction(SIGINT, &old_int, NULL);
  sigaction(SIGCONT, &old_cont, NULL);
  sigaction(SIGWINCH, &old_winch, NULL);
  sigprocmask(SIG_SETMASK, &before, NULL);
  if (end == deskmate_line_interrupted) return end;
  if (pressed) {
    fputc('\n', rl_outstream);
    fflush(rl_outstream);
    *line = kept_line;
    kept_line = NULL;
    return deskmate_line_key;
  }
  *line = entered;
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
