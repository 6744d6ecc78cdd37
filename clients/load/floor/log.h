// The write-ahead log of the floor's database: commits and checkpoints, both in line.
#pragma once

#include "figures.h"

#include <stdint.h>

struct sqlite3;

/// Watches the database's log; a checkpoint is due at so many pages of it.
void floor_watch_log(struct sqlite3 *database, int checkpoint_pages);

/// Ends a commit with the steps of `floor_end` whose bits are set, and counts the pages that it wrote.
void floor_commit(struct floor_figures *figures, uint64_t ends);

/// Makes a checkpoint if one is due.
void floor_checkpoint_if_due(struct floor_figures *figures);
