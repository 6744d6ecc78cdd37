// Prints what statements.h holds as one JSON object, for servers in other languages.

#include "floor.h"
#include "program.h"

#include <stdio.h>

static void print_text(const char *bytes, int size) {
    putchar('"');
    for (int n = 0; n < size; n++) {
        unsigned char byte = (unsigned char)bytes[n];
        if (byte == '"' || byte == '\\') printf("\\%c", byte);
        else if (byte < 0x20) printf("\\u%04x", byte);
        else putchar(byte);
    }
    putchar('"');
}

static void print_texts(const char *name, struct floor_texts list) {
    printf("\"%s\":[", name);
    for (int n = 0; n < list.count; n++) {
        int size = 0;
        while (list.texts[n][size] != 0) size++;
        if (n > 0) putchar(',');
        print_text(list.texts[n], size);
    }
    printf("],\n");
}

static void print_value(const struct floor_value *value) {
    printf("{\"source\":%d,\"number\":%lld,\"size\":%d", (int)value->source,
        (long long)value->number, value->size);
    if (value->source == FLOOR_TEXT) {
        printf(",\"text\":");
        print_text(value->bytes, value->size);
    }
    if (value->source == FLOOR_BLOB) {
        printf(",\"blob\":[");
        for (int n = 0; n < value->size; n++) {
            printf("%s%d", n > 0 ? "," : "", (unsigned char)value->bytes[n]);
        }
        putchar(']');
    }
    putchar('}');
}

static void print_step(const struct floor_step *step) {
    printf("{\"statement\":%d,\"inserts_row\":%s,\"values\":[", step->statement,
        step->inserts_row ? "true" : "false");
    for (int n = 0; n < step->value_count; n++) {
        if (n > 0) putchar(',');
        print_value(&step->values[n]);
    }
    printf("],\"readings\":[");
    for (int n = 0; n < step->reading_count; n++) {
        const struct floor_reading *reading = &step->readings[n];
        printf("%s{\"row\":%d,\"column\":%d,\"reading\":%d}", n > 0 ? "," : "", reading->row,
            reading->column, reading->reading);
    }
    printf("]}");
}

static void print_program(const struct floor_program *program) {
    printf("{\"ascent\":%d,\"ends\":%llu,\"steps\":[", program->ascent,
        (unsigned long long)program->ends);
    for (int n = 0; n < program->step_count; n++) {
        if (n > 0) putchar(',');
        print_step(&program->steps[n]);
    }
    printf("]}");
}

static void print_flows(void) {
    printf("\"flows\":[");
    for (int n = 0; n < floor_flow_count; n++) {
        const struct floor_flow *flow = &floor_flows[n];
        printf("%s{\"share\":%d,\"calls\":[", n > 0 ? ",\n" : "", flow->share);
        for (int call = 0; call < flow->call_count; call++) {
            printf("%s{\"state\":\"%s\",\"repeats\":%s,\"program\":", call > 0 ? "," : "",
                flow->calls[call].state, flow->calls[call].repeats ? "true" : "false");
            print_program(flow->calls[call].program);
            putchar('}');
        }
        printf("]}");
    }
    printf("],\n");
}

int floor_script(int count, char **words) {
    static const struct {
        const char *name;
        const struct floor_program *program;
    } programs[] = {{"begin", &floor_begin}, {"end", &floor_end}, {"merchant", &floor_merchant},
        {"enable", &floor_enable}};
    (void)words;
    if (count > 1) return 2;
    putchar('{');
    print_texts("settings", floor_setting_texts);
    print_texts("schema", floor_schema_texts);
    print_texts("statements", floor_statement_texts);
    for (size_t n = 0; n < sizeof programs / sizeof *programs; n++) {
        printf("\"%s\":", programs[n].name);
        print_program(programs[n].program);
        printf(",\n");
    }
    print_flows();
    printf("\"first_ascending\":%lld,\"checkpoint_pages\":%d,\"calls_per_commit_max\":%d}\n",
        (long long)floor_first_ascending, floor_checkpoint_pages, floor_calls_per_commit_max);
    return 0;
}
