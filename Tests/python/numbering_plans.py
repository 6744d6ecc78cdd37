"""Writes libphonenumber's numbering plans as a Swift table, and its example numbers as another.

Usage: numbering_plans.py plans|examples
The table goes to standard output: `plans` belongs into Sources/Notifications/Recipients/NumberingTable.swift, `examples`
into Tests/NotificationsTests/Recipients/NumberingExamples.swift. The PyPI package `phonenumbers` carries the metadata;
its version is pinned in requirements.txt and named in what is written.
"""
import random
import re
import sys

try:
    from re import _parser as parser
except ImportError:  # before Python 3.11
    import sre_parse as parser

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneNumberType
from phonenumbers.phonemetadata import PhoneMetadata

ANY = frozenset("0123456789")
# WhatsApp's own ids of Mexican numbers still have the 1 that Mexico's plan gave up in 2019.
KEPT = {52: (r"1[2-9]\d{9}", (11,))}
# E.164: 15 digits with the calling code.
DIGITS_MAX = 15
LINE_MAX = 96
# Numbers of each calling code by which the table is compared with the patterns.
SAMPLES = 1_000


def metadata(code, region):
    if region == "001":
        return PhoneMetadata.metadata_for_nongeo_region(code)
    return PhoneMetadata.metadata_for_region_or_calling_code(code, region)


def sequences(tree):
    """Every sequence of digit sets that the parsed pattern stands for."""
    found = [()]
    for operation, argument in tree:
        name = str(operation)
        if name == "LITERAL":
            parts = [(frozenset(chr(argument)),)]
        elif name == "IN":
            parts = [(digits(argument),)]
        elif name == "SUBPATTERN":
            parts = sequences(argument[-1])
        elif name == "BRANCH":
            parts = [part for branch in argument[1] for part in sequences(branch)]
        elif name == "MAX_REPEAT":
            least, most, inner = argument
            inner = sequences(inner)
            parts = []
            for count in range(least, int(most) + 1):
                grown = [()]
                for _ in range(count):
                    grown = [a + b for a in grown for b in inner]
                parts += grown
        else:
            raise ValueError(f"{name} in a pattern of the metadata")
        found = [a + b for a in found for b in parts]
    return found


def digits(items):
    result = set()
    for operation, argument in items:
        name = str(operation)
        if name == "LITERAL":
            result.add(chr(argument))
        elif name == "RANGE":
            result |= {chr(c) for c in range(argument[0], argument[1] + 1)}
        elif name == "CATEGORY" and str(argument) == "CATEGORY_DIGIT":
            result |= ANY
        else:
            raise ValueError(f"{name} in a set of the metadata")
    return frozenset(result)


def patterns(code):
    """Of each region: what its numbers match, and how many digits they can have."""
    found = []
    for region in COUNTRY_CODE_TO_REGION_CODE[code]:
        general = metadata(code, region).general_desc
        found.append((general.national_number_pattern, general.possible_length))
    if code in KEPT:
        found.append(KEPT[code])
    return found


def forms(code):
    """Digit sets at the beginning -> lengths of the whole, without the calling code."""
    found = {}
    for pattern, possible in patterns(code):
        for sequence in sequences(parser.parse(pattern)):
            if len(sequence) not in possible or len(sequence) + len(str(code)) > DIGITS_MAX:
                continue
            head = sequence
            while head and head[-1] == ANY:
                head = head[:-1]
            found.setdefault(head, set()).add(len(sequence))
    return merged(found)


def merged(found):
    """Joins forms whose lengths are the same and whose digit sets differ in one place."""
    groups = {}
    for head, lengths in found.items():
        groups.setdefault(frozenset(lengths), set()).add(head)
    result = {}
    for lengths, heads in groups.items():
        changed = True
        while changed:
            changed = False
            for a in sorted(heads, key=text):
                for b in sorted(heads, key=text):
                    places = [i for i in range(len(a)) if a[i] != b[i]] if len(a) == len(b) else []
                    if len(places) == 1:
                        i = places[0]
                        heads -= {a, b}
                        heads.add(a[:i] + (a[i] | b[i],) + a[i + 1:])
                        changed = True
                        break
                if changed:
                    break
        for head in heads:
            while head and head[-1] == ANY:
                head = head[:-1]
            result.setdefault(head, set()).update(lengths)
    return result


def text(head):
    return "".join(
        "x" if s == ANY else min(s) if len(s) == 1 else f"[{''.join(sorted(s))}]" for s in head) or "x"


def lengths_text(lengths):
    runs = []
    for length in sorted(lengths):
        if runs and length == runs[-1][-1] + 1:
            runs[-1].append(length)
        else:
            runs.append([length])
    return ",".join(f"{r[0]}-{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs)


def check(code, found):
    """Random numbers: the forms take what the patterns take, and nothing else."""
    compiled = [(re.compile(pattern), possible) for pattern, possible in patterns(code)]
    rng = random.Random(code)
    heads = list(found)
    for _ in range(SAMPLES):
        number = "".join(rng.choice("0123456789") for _ in range(rng.randint(3, DIGITS_MAX - len(str(code)))))
        head = rng.choice(heads)
        if rng.random() < 0.7:
            number = "".join(rng.choice(sorted(s)) for s in head) + number[len(head):]
        expected = any(len(number) in possible and pattern.fullmatch(number) for pattern, possible in compiled)
        given = any(
            len(number) in lengths and all(d in s for d, s in zip(number, head))
            for head, lengths in found.items() if len(number) >= len(head))
        if expected != given:
            sys.exit(f"+{code} {number}: {expected} by the patterns, {given} by the table")


def wrapped(entries):
    """Lines of a Swift string literal over several lines; a break inside it is a blank."""
    lines, line = [], ""
    for entry in entries:
        if line and len(line) + 1 + len(entry) > LINE_MAX - 5:
            lines.append(line)
            line = ""
        line = f"{line} {entry}" if line else entry
    return lines + [line]


def literal(lines):
    return ['        """'] + [f"        {line}" for line in lines] + ['        """']


def header(what):
    return [
        f"// Generated by Tests/python/numbering_plans.py {what}: change that, not this.",
        f"// Source: libphonenumber's metadata in its Python port, phonenumbers {phonenumbers.__version__} (Apache 2.0).",
        "",
    ]


def plans():
    lines = header("plans")
    lines += [
        "/// The numbering plans of all calling codes, and the mobile numbers of all regions.",
        "enum NumberingTable {",
        "    /// Of libphonenumber's metadata.",
        f'    static let version = "{phonenumbers.__version__}"',
        "",
        "    /// For each calling code, behind a plus, its regions and the forms of its numbers.",
        "    ///",
        "    /// A form is how numbers begin, with `x` for any digit, and how many digits they have without the",
        "    /// code. What belongs to no region has `001`.",
        "    static let plans =",
    ]
    entries = []
    for code in sorted(COUNTRY_CODE_TO_REGION_CODE):
        found = forms(code)
        check(code, found)
        entries.append(f"+{code}")
        entries.append("/".join(COUNTRY_CODE_TO_REGION_CODE[code]))
        entries += sorted(f"{text(head)}:{lengths_text(lengths)}" for head, lengths in found.items())
    lines += literal(wrapped(entries))
    lines += [
        "",
        "    /// For each region its calling code, and how many digits its mobile numbers have.",
        "    static let mobile =",
    ]
    entries = []
    for code, regions in COUNTRY_CODE_TO_REGION_CODE.items():
        for region in regions:
            mobile = metadata(code, region).mobile
            if region != "001" and mobile is not None and mobile.national_number_pattern:
                entries.append(f"{region}{code}:{lengths_text(mobile.possible_length)}")
    lines += literal(wrapped(sorted(entries)))
    return lines + ["}"]


def examples():
    types = [
        PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.TOLL_FREE, PhoneNumberType.VOIP,
    ]
    numbers = set()
    for code, regions in COUNTRY_CODE_TO_REGION_CODE.items():
        for region in regions:
            for kind in types:
                number = (
                    phonenumbers.example_number_for_non_geo_entity(code) if region == "001"
                    else phonenumbers.example_number_for_type(region, kind))
                if number is not None:
                    numbers.add(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    lines = header("examples")
    lines += ["/// Numbers that exist, by libphonenumber's own examples.", "enum NumberingExamples {", "    static let numbers ="]
    return lines + literal(wrapped(sorted(numbers))) + ["}"]


if __name__ == "__main__":
    made = {"plans": plans, "examples": examples}
    if len(sys.argv) != 2 or sys.argv[1] not in made:
        sys.exit(__doc__)
    print("\n".join(made[sys.argv[1]]()))
