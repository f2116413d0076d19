import type { ExchangeControl } from "#exchange/control.ts";
import { type Mounts, mount, mountUpgrade } from "#web/operator/mounts.ts";
import { addOperatorRoutes } from "#web/operator/routes/all.ts";
import { visitOf } from "#web/operator/routes/kit.ts";
import type { App } from "#web/routes/kit.ts";
import { type SiteOptions, siteApp } from "#web/site.ts";
import { eventSocket } from "#web/sockets.ts";

/** web/operator: the pages and the API of an exchange, for its operator, on top of `ExchangeControl`. */
export interface OperatorOptions extends SiteOptions {
  readonly control: ExchangeControl;
  /** Sites of others, each below `/u/NAME/`, with sign-ins of their own. */
  readonly mounts?: Mounts | undefined;
}

/** Of its cookies; a feature server may be at another port of the same host. */
const name = "-exchange";

export const operatorApp = (options: OperatorOptions): Promise<App> => {
  const { control, version, mounts } = options;
  return siteApp<ExchangeControl>(options, {
    ...{ control, name, command: "ringwise exchange", page: "operator.html" },
    addRoutes(app, site) {
      if (mounts) mount(app, mounts);
      addOperatorRoutes(app, { ...site, control });
    },
    async openApi(site) {
      const { openApi } = await import("#web/openApi.ts");
      const { summaries } = await import("#web/operator/routes/summaries.ts");
      return openApi({
        ...{ title: "Ringwise exchange", version, summaries, check: site.gate.check },
        addRoutes: (app) => addOperatorRoutes(app, { ...site, control }),
      });
    },
    sockets: { "/api/v1/events": eventSocket },
    visit: (who) => visitOf({ control }, who),
    ...(mounts && { upgrade: mountUpgrade(mounts) }),
  });
};
