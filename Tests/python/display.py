"""Says what a phone makes of texts: the order on the screen, and the links.

Reads a JSON list of {"text": ..., "base": "L" or "R"} from standard input; writes a list of
{"display": ..., "linkify": [...], "bleach": [...]}. `display` has the characters from left to right as UAX 9 puts
them, without the marks that are not seen; the other two are what linkify-it and bleach would open.
"""
import html
import json
import re
import sys

import bleach
from bidi import get_display
from linkify_it import LinkifyIt

UNSEEN = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0x061C])


def look(text, base):
    lines = [get_display(line, base_dir=base).translate(UNSEEN) for line in text.split("\n")]
    return {
        "display": "\n".join(lines),
        "linkify": [match.url for match in LinkifyIt().match(text) or []],
        "bleach": [html.unescape(url) for url in re.findall('href="([^"]*)', bleach.linkify(text))],
    }


json.dump([look(**item) for item in json.load(sys.stdin)], sys.stdout)
