// The commands of `paynotify`: one a file, each asking the daemon over the RPC client.
//
// Answers go to standard output, as text for people or JSON for machines; errors go to standard
// error with the field and the fix; the exit status tells a script what kind of error it was.
// Secrets are read from files, standard input or the environment and are never printed.
