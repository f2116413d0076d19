import { createRequire } from "node:module";

type Library = typeof import("node-datachannel")["default"];

let loaded: Library | undefined;

/** libdatachannel. Loaded by the first browser's session: 5 MB and 10 ms that many a household never needs. */
export function library(): Library {
  loaded ??= createRequire(import.meta.url)("node-datachannel") as Library;
  return loaded;
}

/** Ends the library's threads, if there are any, when no session will be opened any more. */
export const closeWebRtc = (): void => loaded?.cleanup();
