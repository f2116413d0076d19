import { callRoutes } from "#web/routes/calls.ts";
import { callsInHandRoutes } from "#web/routes/callsInHand.ts";
import { decidingRoutes } from "#web/routes/deciding.ts";
import { eventRoutes } from "#web/routes/events.ts";
import { familyRoutes } from "#web/routes/family.ts";
import { greetingRoutes, promptRoutes } from "#web/routes/greetings.ts";
import { guestRoutes } from "#web/routes/guests.ts";
import { joinRoutes } from "#web/routes/join.ts";
import type { App, Web } from "#web/routes/kit.ts";
import { messageRoutes } from "#web/routes/messages.ts";
import { ownRoutes } from "#web/routes/own.ts";
import { peopleRoutes } from "#web/routes/people.ts";
import { recordingRoutes } from "#web/routes/recordings.ts";
import { ruleRoutes } from "#web/routes/rules.ts";
import { sessionRoutes } from "#web/routes/session.ts";
import { settingsRoutes } from "#web/routes/settings.ts";
import { setupRoutes } from "#web/routes/setup.ts";
import { aboutRoutes, healthRoutes, statusRoutes } from "#web/routes/status.ts";
import { subscriptionRoutes } from "#web/routes/subscriptions.ts";
import { tokenRoutes } from "#web/routes/tokens.ts";
import { wireRoutes } from "#web/routes/wire.ts";

/** Everything that programs may ask. */
export function addRoutes(app: App, web: Web): void {
  healthRoutes(app, web);
  sessionRoutes(app, web);
  setupRoutes(app, web);
  ownRoutes(app, web);
  familyRoutes(app, web);
  joinRoutes(app, web);
  guestRoutes(app, web);
  tokenRoutes(app, web);
  statusRoutes(app, web);
  eventRoutes(app, web);
  aboutRoutes(app, web);
  subscriptionRoutes(app, web);
  settingsRoutes(app, web);
  ruleRoutes(app, web);
  peopleRoutes(app, web);
  callRoutes(app, web);
  decidingRoutes(app, web);
  wireRoutes(app, web);
  callsInHandRoutes(app, web);
  messageRoutes(app, web);
  greetingRoutes(app, web);
  promptRoutes(app, web);
  recordingRoutes(app, web);
}
