"""pywa against the sandbox: reads, templates, messages, errors, webhooks."""

import httpx
from pywa import WhatsApp, errors, handlers, types
from pywa.types.templates import BodyText, HeaderImage, TemplateLanguage

from stage import BODY, CUSTOMER, NUMBER, SANDBOX, SECRET, TOKEN, WABA, Callback, check, control


class ToSandbox(httpx.HTTPTransport):
    """pywa knows one host: its calls are sent to the sandbox instead."""

    def handle_request(self, request):
        base = httpx.URL(SANDBOX)
        request.url = request.url.copy_with(scheme=base.scheme, host=base.host, port=base.port)
        request.headers["Host"] = f"{base.host}:{base.port}"
        return super().handle_request(request)


seen = []
wa = WhatsApp(
    phone_id=NUMBER,
    token=TOKEN,
    waba_id=WABA,
    session=httpx.Client(transport=ToSandbox()),
    server=None,
    verify_token="sandbox-verify-token",
    app_secret=SECRET,
    filter_updates=False,
)
for kind in (
    handlers.MessageHandler,
    handlers.EditedMessageHandler,
    handlers.CallbackButtonHandler,
    handlers.MessageStatusHandler,
    handlers.PhoneNumberChangeHandler,
    handlers.UserMarketingPreferencesHandler,
    handlers.TemplateStatusUpdateHandler,
    handlers.AccountUpdateHandler,
):
    wa.add_handlers(kind(lambda _, update: seen.append(update)))


def read_nodes():
    account = wa.get_business_account()
    check(account.id == WABA, "an account is read with every field that pywa knows")
    check(account.subscribed_apps[0].id == "900000000000003", "its apps are among them")
    number = wa.get_business_phone_number()
    check(number.display_phone_number == "+15550100200", "a number is read with every field")
    numbers = list(wa.get_business_phone_numbers())
    check([n.id for n in numbers] == [NUMBER], "the numbers of the account are listed")
    apps = wa.api.get_waba_subscribed_apps(WABA)["data"]
    check(len(apps) == 1, "the app is subscribed")


def manage_templates():
    created = wa.api.create_template(
        WABA,
        {"name": "payment_paid", "language": "en", "category": "UTILITY", "components": [BODY]},
    )
    check(created["status"] == "APPROVED", "a template is created")
    for name, components in (
        ("with_image", [{"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["4::x"]}}, BODY]),
        (
            "with_buttons",
            [
                BODY,
                {
                    "type": "BUTTONS",
                    "buttons": [
                        {"type": "PHONE_NUMBER", "text": "Call us", "phone_number": "+96522220000"},
                        {"type": "URL", "text": "Shop", "url": "https://shop.example/"},
                        {"type": "QUICK_REPLY", "text": "STOP"},
                    ],
                },
            ],
        ),
    ):
        wa.api.create_template(
            WABA, {"name": name, "language": "en", "category": "UTILITY", "components": components}
        )
    listed = wa.get_templates()
    check(listed.total_count == 3, "the list has a summary")
    check({t.name for t in listed} == {"payment_paid", "with_image", "with_buttons"}, "and all")
    template = wa.get_template(created["id"])
    check(template.name == "payment_paid", "a template is read with every field")
    check(template.correct_category is None, "a field that is not kept is none")
    updated = wa.api.update_template(created["id"], {"components": [BODY]})
    check(updated["id"] == created["id"], "an edit names the template")
    return created["id"]


def send(name="payment_paid", values=("Noura", "14.000 KWD", "A-1"), more=(), **options):
    return wa.send_template(
        to=CUSTOMER,
        name=name,
        language=TemplateLanguage.ENGLISH,
        params=[*more, BodyText.params(*values)] if values else [*more],
        **options,
    )


def send_messages():
    sent = send(tracker="attempt-1")
    check(sent.id.startswith("wamid."), "a template is sent")
    send(reply_to_message_id=sent.id)
    check(True, "a template may answer a message")
    send("with_image", more=[HeaderImage.params(image="https://shop.example/logo.png")])
    check(True, "a header's picture is given by its link")
    send("with_buttons")
    check(True, "static buttons need nothing")
    return sent


def refuse():
    for error, call in (
        (errors.TemplateParamCountMismatch, lambda: send(values=("Noura",))),
        (errors.TemplateNotExists, lambda: send("missing")),
        (errors.TemplateParamFormatMismatch, lambda: send("with_image")),
        (errors.WhatsAppError, lambda: wa.send_message(CUSTOMER, "hello")),
    ):
        try:
            call()
        except error as refusal:
            check(True, f"{error.__name__} is {refusal.code}")
        else:
            check(False, f"{error.__name__} is raised")
    control("faults", {"id": "t", "match": {"template": "payment_paid"}, "fault": {"type": "refusal", "code": 132001}})
    try:
        send()
    except errors.TemplateNotExists:
        check(wa.get_templates().total_count == 3, "a listed template is refused by rule")
    control("faults/t", method="DELETE")
    control(f"accounts/{WABA}/token", {"state": "expired"})
    try:
        send()
    except errors.ExpiredAccessToken:
        check(True, "an expired token is known as one")
    control(f"accounts/{WABA}/token", {"state": "valid"})
    check(send().id.startswith("wamid."), "and is valid again")


def read_webhooks(callback, wamid, template):
    customer = f"customers/{CUSTOMER}/"
    steps = (
        (customer + "write", {"text": "STOP"}, types.Message),
        (customer + "edit", {"wamid": "wamid.OLD", "text": "STOP"}, types.EditedMessage),
        (customer + "tap", {"wamid": wamid, "text": "STOP"}, types.CallbackButton),
        (customer + "prefer", {"preference": "stop"}, types.UserMarketingPreferences),
        (f"templates/{template}/status", {"status": "PAUSED"}, types.TemplateStatusUpdate),
        ("events", {"field": "account_update", "event": "DISABLED_UPDATE", "ban_state": "REINSTATE"}, types.AccountUpdate),
        (customer + "change-number", {"to": "+96550009999"}, types.PhoneNumberChange),
    )
    for path, body, kind in steps:
        control(path, body)
        updates = parse(callback.wait(1))
        check(isinstance(updates[0], kind), f"{path} is {kind.__name__}: {type(updates[0]).__name__}")
    control("customers/96550009999/hide", {"username": "@noura"})
    control("customers/96550009999/write", {"text": "STOP"})
    message = parse(callback.wait(1))[0]
    check(message.from_user.wa_id is None, "a hidden phone is none")
    check(message.from_user.bsuid.startswith("KW."), "and the user id has the customer's country")


def read_statuses(callback):
    control("receipts", {"rules": [{"statuses": ["sent", "failed"], "code": 131042}]})
    send(tracker="attempt-2")
    sent, failed = parse(callback.wait(2))
    check(sent.status == "sent" and sent.tracker == "attempt-2", "a status has its tracker")
    check(sent.from_user.wa_id == CUSTOMER, "and the customer")
    check(failed.status == "failed" and failed.error.code == 131042, "a failure has its code")
    control("receipts", {"rules": []})


def parse(posts):
    """What pywa makes of webhooks after it has checked their signatures."""
    seen.clear()
    for body, signature in posts:
        check(wa.webhook_update_validator(body, signature) is None, "the signature is right")
        wa.webhook_update_handler(body)
    check(len(seen) >= len(posts), f"pywa reads {len(posts)} webhooks")
    return list(seen)


callback = Callback()
read_nodes()
template = manage_templates()
sent = send_messages()
refuse()
callback.settle()
read_statuses(callback)
callback.settle()
read_webhooks(callback, sent.id, template)
print("pywa: all is well")
