import type { ExchangeControl } from "#exchange/control.ts";
import type { Who } from "#web/auth/recognizer.ts";
import type { Visit } from "#web/auth/visit.ts";
import type { Site } from "#web/routes/kit.ts";

/** web/operator/routes: one file a noun, as in web/routes. What they need comes in `Desk`. */
export interface Desk extends Site {
  readonly control: ExchangeControl;
}

/** The operator sees all, while signed in. */
export const visitOf = (
  { control }: Pick<Desk, "control">,
  who: () => Who | undefined,
): Visit<ExchangeControl> | undefined =>
  who() === undefined ? undefined : { control, lasts: () => who() !== undefined };
