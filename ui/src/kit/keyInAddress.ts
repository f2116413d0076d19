/** `…#k=KEY` of a link that opens something: behind the hash, so that no server log ever holds it. */
export const keyInAddress = (): string =>
  new URLSearchParams(location.hash.slice(1)).get("k") ?? "";
