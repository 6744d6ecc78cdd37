"""kapso-whatsapp-cloud-api against the sandbox: templates, messages, numbers, webhooks."""

import asyncio
import json

from kapso_whatsapp import WhatsAppClient
from kapso_whatsapp.exceptions import WhatsAppAPIError
from kapso_whatsapp.webhooks import normalize_webhook, verify_signature

from stage import BODY, CUSTOMER, NUMBER, SANDBOX, SECRET, TOKEN, WABA, Callback, check, control

TEMPLATE = {
    "name": "payment_paid",
    "language": {"code": "en", "policy": "deterministic"},
    "components": [
        {
            "type": "body",
            "parameters": [{"type": "text", "text": text} for text in ("Noura", "14.000 KWD", "A-1")],
        }
    ],
}


async def manage_templates(client):
    created = await client.templates.create(
        business_account_id=WABA,
        name="payment_paid",
        language="en",
        category="UTILITY",
        components=[BODY],
    )
    check(created["status"] == "APPROVED", "a template is created")
    listed = await client.templates.list(business_account_id=WABA, status="APPROVED", limit=1)
    check([t["name"] for t in listed["data"]] == ["payment_paid"], "and listed")
    read = await client.templates.get(template_id=created["id"])
    check(read["components"] == [BODY], "and read")


async def send(client, **options):
    sent = await client.messages.send_template(
        phone_number_id=NUMBER, to="+" + CUSTOMER, template=TEMPLATE, **options
    )
    return sent


async def send_messages(client):
    first = await send(client, biz_opaque_callback_data="attempt-1")
    check(first.messages[0].id.startswith("wamid."), "a template is sent")
    check(first.contacts[0].wa_id == CUSTOMER, "to the customer")
    await send(client, context={"message_id": first.messages[0].id})
    check(True, "a template may answer a message")
    for call in (
        lambda: client.messages.send_text(phone_number_id=NUMBER, to=CUSTOMER, body="hello"),
        lambda: client.templates.get(template_id="1"),
    ):
        try:
            await call()
        except WhatsAppAPIError as refusal:
            check(True, f"a refusal is an error of the client's: {refusal}"[:100])
        else:
            check(False, "a refusal is an error of the client's")


def read_webhooks(callback):
    """What the client makes of webhooks after it has checked their signatures."""
    customer = f"customers/{CUSTOMER}/"
    control(customer + "write", {"text": "STOP"})
    control(customer + "tap", {"wamid": "wamid.X", "text": "STOP"})
    control(customer + "hide")
    control(customer + "write", {"text": "STOP"})
    texts, statuses = [], []
    for body, signature in callback.wait(8):
        right = verify_signature(app_secret=SECRET, raw_body=body, signature_header=signature)
        check(right, "the signature is right")
        normalized = normalize_webhook(json.loads(body))
        texts += normalized.messages
        statuses += normalized.statuses
    check(len(texts) == 3, "messages are read, hidden phones too")
    check(len(statuses) == 4, "statuses are read")


async def main():
    callback = Callback()
    async with WhatsAppClient(access_token=TOKEN, base_url=SANDBOX, max_retries=0) as client:
        await manage_templates(client)
        await send_messages(client)
        read_webhooks(callback)
        deleted = await client.templates.delete(business_account_id=WABA, name="payment_paid")
        check(deleted["success"], "a template is deleted")


asyncio.run(main())
print("kapso-whatsapp-cloud-api: all is well")
