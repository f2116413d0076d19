import { partyList } from "#sip/headers/shapes.ts";

/** Who the caller is, said by a network we trust (RFC 3325 §9.1): one sip and one tel URI at most. */
export const AssertedIdentity = partyList("P-Asserted-Identity");

/** Which of its identities a caller wants shown (RFC 3325 §9.2). */
export const PreferredIdentity = partyList("P-Preferred-Identity");
