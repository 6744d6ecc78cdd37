// The floors: what this machine's kernel and SQLite allow, without anything of paynotify in between.
#pragma once

/// Answers frames; gives the exit status.
int floor_echo(int count, char **words);

/// Commits calls; gives the exit status.
int floor_store(int count, char **words);

/// Serves state changes on the store's statements; gives the exit status.
int floor_serve(int count, char **words);

/// Stands in for Meta; gives the exit status.
int floor_meta(int count, char **words);

/// Prints what statements.h holds as JSON, for servers in other languages; gives the exit status.
int floor_script(int count, char **words);

/// Says what went wrong and with what, and ends the program with status 1.
_Noreturn void floor_fail(const char *attempt, const char *cause);
