"""How Swift and C call what the protos name, and the comments that they carry over."""
import re
import textwrap

# The width of .swift-format.
LINE_LENGTH = 100

# Words that Swift writes in its own way.
WORDS = {"id": "ID", "ids": "IDs", "ms": "Milliseconds", "ttl": "TTL", "url": "URL"}

# Types whose own names say too little outside their packages.
TYPES = {
    "google.protobuf.Any": "AnyMessage",
    "google.rpc.BadRequest": "BadRequestMessage",
    "google.rpc.BadRequest.FieldViolation": "FieldViolationMessage",
    "google.rpc.ErrorInfo": "ErrorInfoMessage",
    "google.rpc.ErrorInfo.MetadataEntry": "ErrorInfoEntryMessage",
    "google.rpc.RetryInfo": "RetryInfoMessage",
    "google.rpc.RetryInfo.Duration": "DurationMessage",
    "google.rpc.Status": "StatusMessage",
    "ttrpc.KeyValue": "EnvelopeKeyValue",
    "ttrpc.Request": "RequestEnvelope",
    "ttrpc.Response": "ResponseEnvelope",
}

# Fields of messages whose absence does not mean the same as an empty message.
PRESENT = {"ttrpc.Response.status"}

# Messages whose fields go into digests that are stored for 30 days, with the last field that was there when
# the first digest was stored: a later one enters only where it is not its default, so that the digest
# of a request without it stays what it was.
DIGESTED = {
    "paynotify.v1.NotifyStateChangeRequest": 6,
    "paynotify.v1.SessionAttributes": 6,
}

# What callers use; the other packages stay inside of the package.
PUBLIC = ("paynotify.", "grpc.")


def swift_type(full_name):
    """Of a type with its package, without a dot at its beginning."""
    return TYPES.get(full_name, full_name.rsplit(".", 1)[-1])


def access(package):
    return "public" if f"{package}.".startswith(PUBLIC) else "package"


def camel(name, words=WORDS):
    """snake_case or UPPER_CASE in lowerCamelCase."""
    first, *rest = name.lower().split("_")
    return first + "".join(words.get(word, word.capitalize()) for word in rest)


def upper_camel(name):
    return name[0].upper() + camel(name)[1:]


def lower_first(name):
    return name[0].lower() + name[1:]


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def value_prefix(enumeration):
    """What the names of an enumeration's values begin with, if they do."""
    return snake(enumeration).upper() + "_"


def enum_case(enumeration, value):
    return camel(value.removeprefix(value_prefix(enumeration)), words={})


def c_initializer(full_name):
    return "__".join(snake(part) for part in full_name.split(".")) + "__init"


class Comments:
    """The comments of a file, by the paths of what they belong to."""

    def __init__(self, file):
        self.texts = {
            tuple(location.path): location.leading_comments or location.trailing_comments
            for location in file.source_code_info.location
        }

    def lines(self, path, indent=""):
        """A documentation comment: the first sentence stands alone."""
        text = " ".join(self.texts.get(path, "").split())
        if not text:
            raise SystemExit(f"protoc-gen-paynotify: no comment at {path}")
        if not text.endswith((".", "!", "?")):
            text += "."
        split = re.match(r'(.*?[.!?])\s+(?=[A-Z{"0-9])(.*)', text)
        paragraphs = split.groups() if split else (text,)
        width = LINE_LENGTH - len(indent) - len("/// ")
        lines = []
        for paragraph in paragraphs:
            if lines:
                lines.append(f"{indent}///")
            for line in textwrap.wrap(
                paragraph, width, break_long_words=False, break_on_hyphens=False
            ):
                lines.append(f"{indent}/// {line}")
        return lines
