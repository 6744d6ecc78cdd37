// The commands of `paynotify`.
