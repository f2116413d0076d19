import { parameteredHeader, tokenList } from "#sip/headers/shapes.ts";

/** What a subscription is about (RFC 6665 §8.2.1): `message-summary`; parameter `id` tells two apart. */
export const Event = parameteredHeader("Event");

/** The events somebody takes subscriptions for (RFC 6665 §8.2.2), in a 489. */
export const AllowEvents = tokenList("Allow-Events");
