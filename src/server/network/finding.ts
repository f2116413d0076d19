import type { NetworkFinding } from "#server/control/networkControl.ts";

type Params = NetworkFinding["params"];

const finding =
  (verdict: NetworkFinding["verdict"]) =>
  (code: string, detail: string, params: Params = {}): NetworkFinding => ({
    verdict,
    code,
    params,
    detail,
  });

export const well = finding("well");
export const mind = finding("mind");
export const wrong = finding("wrong");
export const unknown = finding("unknown");
