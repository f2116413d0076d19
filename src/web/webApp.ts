import type { Control } from "#server/control.ts";
import type { SiteName } from "#web/auth/cookies.ts";
import { visit } from "#web/auth/visit.ts";
import { live } from "#web/live.ts";
import { addRoutes } from "#web/routes/all.ts";
import type { App } from "#web/routes/kit.ts";
import { openingIn } from "#web/routes/opening.ts";
import { type SiteOptions, siteApp } from "#web/site.ts";

/**
 * web: the pages and the API of one feature server, on top of `Control`. Knows HTTP; knows nothing
 * of SIP, media or stores. The same app is built once for HTTP and once for HTTPS.
 */
export interface WebOptions extends SiteOptions {
  readonly control: Control;
  /** Of its cookies, where it is one of many at one host. */
  readonly name?: SiteName;
}

export const webApp = (options: WebOptions): Promise<App> => {
  const { control, version, name } = options;
  return siteApp<Control>(options, {
    control,
    ...(name !== undefined && { name }),
    command: "ringwise",
    page: "index.html",
    addRoutes: (app, site) => addRoutes(app, { ...site, control }),
    opening: (request, site) => openingIn(request, { ...site, control }),
    async openApi({ gate, ...site }) {
      const { openApi } = await import("#web/openApi.ts"); // costs as much as all the rest, and few ask
      const { summaries } = await import("#web/routes/summaries.ts");
      return openApi({
        ...{ title: "Ringwise", version, summaries, check: gate.check },
        addRoutes: (app) => addRoutes(app, { ...site, gate, control }),
      });
    },
    sockets: live,
    visit: (who) => visit(control, who),
  });
};
