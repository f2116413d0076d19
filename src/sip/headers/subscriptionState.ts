import { parameteredHeader } from "#sip/headers/shapes.ts";

/** `active`, `pending` or `terminated`, with `expires`, `reason`, `retry-after` (RFC 6665 §8.2.3). */
export const SubscriptionState = parameteredHeader("Subscription-State");
