/** The exchange's operator, in German: the keys of `en.ts`. */
import { audit } from "./de/audit.ts";
import { calls } from "./de/calls.ts";
import { hosting } from "./de/hosting.ts";
import { invitation } from "./de/invitation.ts";
import { narrowing } from "./de/narrowing.ts";
import { settings } from "./de/settings.ts";
import { setUp } from "./de/setUp.ts";
import { shared } from "./de/shared.ts";
import { tiers } from "./de/tiers.ts";
import { trunks } from "./de/trunks.ts";
import { users } from "./de/users.ts";
import type { OpMessage } from "./en.ts";

export const de: Readonly<Record<OpMessage, string>> = {
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
