import type { Target } from "#exchange/proxy/target.ts";
import { Contact, qParam } from "#sip/headers/contact.ts";
import { readable, type SipResponse } from "#sip/message/message.ts";
import { asRequestUri } from "#sip/message/requestUri.ts";
import { parseUri, type SipUri } from "#sip/message/uri.ts";

type Groups = readonly (readonly Target[])[];

const mostContacts = 5;

/** Where a 3xx points to, best first (RFC 3261 §16.7 step 4); `lead` says whether and how we go there. */
export function redirectedTo(response: SipResponse, lead: (uri: SipUri) => Groups): Groups {
  const contacts = readable(response, Contact) ?? [];
  if (contacts === "*") return [];
  return contacts
    .toSorted((a, b) => qParam(b) - qParam(a))
    .slice(0, mostContacts)
    .flatMap(({ uri }) => {
      const parsed = parseUri(uri);
      return parsed.ok ? lead(asRequestUri(parsed.value)) : [];
    });
}
