import { operatorScopes } from "#web/auth/scopes.ts";
import { auditRoutes, noteComings } from "#web/operator/routes/audit.ts";
import { passedCallRoutes } from "#web/operator/routes/calls.ts";
import { hostingRoutes } from "#web/operator/routes/hosting.ts";
import { invitationRoutes } from "#web/operator/routes/invitation.ts";
import { type Desk, visitOf } from "#web/operator/routes/kit.ts";
import { overviewRoutes } from "#web/operator/routes/overview.ts";
import { exchangeSettingsRoutes } from "#web/operator/routes/settings.ts";
import { tierRoutes, trunkRoutes } from "#web/operator/routes/trunks.ts";
import { userRoutes } from "#web/operator/routes/users.ts";
import { eventRoutes } from "#web/routes/events.ts";
import type { App } from "#web/routes/kit.ts";
import { ownRoutes } from "#web/routes/own.ts";
import { sessionRoutes } from "#web/routes/session.ts";
import { setupRoutes } from "#web/routes/setup.ts";
import { healthRoutes } from "#web/routes/status.ts";
import { tokenRoutes } from "#web/routes/tokens.ts";

/** Everything that may be asked of an exchange; how one comes in is as at a feature server. */
export function addOperatorRoutes(app: App, desk: Desk): void {
  noteComings(app, desk);
  healthRoutes(app, desk);
  sessionRoutes(app, desk);
  setupRoutes(app, desk);
  ownRoutes(app, desk);
  tokenRoutes(app, desk, operatorScopes);
  eventRoutes(app, desk, (request) => visitOf(desk, () => desk.gate.who(request)));
  overviewRoutes(app, desk);
  userRoutes(app, desk);
  hostingRoutes(app, desk);
  invitationRoutes(app, desk);
  tierRoutes(app, desk);
  trunkRoutes(app, desk);
  exchangeSettingsRoutes(app, desk);
  passedCallRoutes(app, desk);
  auditRoutes(app, desk);
}
