/** The exchange's operator, in English: ICU messages. The other language has the same keys. */
import { audit } from "./en/audit.ts";
import { calls } from "./en/calls.ts";
import { hosting } from "./en/hosting.ts";
import { invitation } from "./en/invitation.ts";
import { narrowing } from "./en/narrowing.ts";
import { settings } from "./en/settings.ts";
import { setUp } from "./en/setUp.ts";
import { shared } from "./en/shared.ts";
import { tiers } from "./en/tiers.ts";
import { trunks } from "./en/trunks.ts";
import { users } from "./en/users.ts";

export const en = {
  ...shared,
  ...setUp,
  ...users,
  ...narrowing,
  ...hosting,
  ...invitation,
  ...calls,
  ...trunks,
  ...tiers,
  ...settings,
  ...audit,
};

export type OpMessage = keyof typeof en;
