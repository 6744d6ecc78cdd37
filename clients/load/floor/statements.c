// What statements.h holds, for the other files.

#include "statements.h"

#define TEXTS(array) {sizeof array / sizeof *array, array}

const struct floor_texts floor_setting_texts = TEXTS(floor_settings);
const struct floor_texts floor_schema_texts = TEXTS(floor_schema);
const struct floor_texts floor_statement_texts = TEXTS(floor_statements);
const int64_t floor_first_ascending = floor_ascending_start;
