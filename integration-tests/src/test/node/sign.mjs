// Signs events with the official libraries, whole and damaged in each field, posts them, and prints what came back:
// one JSON object a line, {provider, damage, status, body}. Settings come as one JSON object on standard input.
import { readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import Stripe from "stripe";
import { Webhook } from "svix";

const { url, stripeSecret, svixSecret, organisation } = JSON.parse(readFileSync(0, "utf8"));
const stripe = new Stripe("sk_test_nothing_is_called");
const now = Math.floor(Date.now() / 1000);

async function post(provider, damage, headers, body) {
  const answer = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body });
  console.log(JSON.stringify({ provider, damage, status: answer.status, body: await answer.text() }));
}

const stripeEvent = () => ({
  id: `evt_${randomUUID()}`,
  object: "event",
  api_version: "2026-07-29.dahlia",
  created: now,
  type: "invoice.paid",
  livemode: false,
  data: {
    object: {
      object: "invoice",
      parent: {
        subscription_details: {
          subscription: `sub_${organisation}`,
          metadata: { clerk_org_id: organisation, tier: "pro" },
        },
      },
    },
  },
});
const stripeHeader = (payload, options = {}) =>
  stripe.webhooks.generateTestHeaderString({ payload, secret: stripeSecret, ...options });

const clerkEvent = () => ({
  object: "event",
  type: "subscriptionItem.active",
  timestamp: Date.now(),
  instance_id: "ins_1",
  data: {
    object: "commerce_subscription_item",
    id: `item_${organisation}`,
    status: "active",
    plan: { slug: "pro" },
    payer: { organization_id: organisation },
  },
});
const svixHeaders = (id, at, payload, secret = svixSecret) => ({
  "svix-id": id,
  "svix-timestamp": String(Math.floor(at.getTime() / 1000)),
  "svix-signature": new Webhook(secret).sign(id, at, payload),
});

/** The event with one field changed, once for each field. */
function* changedFields(event) {
  for (const field of Object.keys(event)) {
    yield [field, JSON.stringify({ ...event, [field]: field === "data" ? {} : "changed" })];
  }
  yield ["added", JSON.stringify({ ...event, added: true })];
  yield ["space", JSON.stringify(event) + " "];
}

const flipped = (text, at) => text.slice(0, at) + (text[at] === "0" ? "1" : "0") + text.slice(at + 1);

{
  const event = stripeEvent();
  const body = JSON.stringify(event);
  const good = stripeHeader(body);
  const at = good.indexOf("v1=") + 10;
  const send = (damage, header, sent = body) =>
    post("stripe", damage, header === null ? {} : { "Stripe-Signature": header }, sent);
  await send("signature", flipped(good, at));
  await send("signature cut", good.slice(0, -1));
  await send("timestamp changed", good.replace(/t=\d+/, `t=${now + 1}`));
  await send("no timestamp", good.replace(/t=\d+,/, ""));
  await send("no v1", good.replace(/,v1=.*/, ""));
  await send("other scheme", good.replace("v1=", "v0="));
  await send("empty", "");
  await send("other secret", stripeHeader(body, { secret: "whsec_other" }));
  await send("secret without prefix", stripeHeader(body, { secret: stripeSecret.slice("whsec_".length) }));
  await send("too old", stripeHeader(body, { timestamp: now - 330 }));
  await send("from the future", stripeHeader(body, { timestamp: now + 330 }));
  for (const [field, changed] of changedFields(event)) {
    await send(`body: ${field}`, good, changed);
  }
  await send("none", good);
  await send("sent twice", good);
  const late = JSON.stringify(stripeEvent());
  await send("none, 200 s old", stripeHeader(late, { timestamp: now - 200 }), late);
}

{
  const event = clerkEvent();
  const body = JSON.stringify(event);
  const id = `msg_${randomUUID()}`;
  const at = new Date();
  const good = svixHeaders(id, at, body);
  const send = (damage, headers, sent = body) => post("clerk", damage, headers, sent);
  await send("signature", { ...good, "svix-signature": flipped(good["svix-signature"], 10) });
  await send("other version", { ...good, "svix-signature": good["svix-signature"].replace("v1,", "v2,") });
  await send("id changed", { ...good, "svix-id": id + "x" });
  await send("timestamp changed", { ...good, "svix-timestamp": String(Number(good["svix-timestamp"]) + 1) });
  for (const header of ["svix-id", "svix-timestamp"]) {
    const { [header]: dropped, ...rest } = good;
    await send(`no ${header}`, rest);
  }
  await send("other secret", svixHeaders(id, at, body, "whsec_" + Buffer.from("another secret, long enough").toString("base64")));
  await send("too old", svixHeaders(id, new Date(Date.now() - 330_000), body));
  await send("from the future", svixHeaders(id, new Date(Date.now() + 330_000), body));
  for (const [field, changed] of changedFields(event)) {
    await send(`body: ${field}`, good, changed);
  }
  await send("none", good);
  await send("sent twice", good);
}
