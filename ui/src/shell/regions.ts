/** The parts of the page in the order of F6; whoever calls comes first. */
const order = ["ringing", "toasts", "main", "nav", "tabs"] as const;

/** To the next part of the page, or the one before. */
export function jump(step: 1 | -1): void {
  const regions = order
    .map((name) => document.querySelector<HTMLElement>(`[data-region="${name}"]`))
    .filter((one): one is HTMLElement => one?.checkVisibility() ?? false);
  const here = regions.findIndex((one) => one.contains(document.activeElement));
  // From within the page the caller is next, wherever one was.
  const next = here < 0 ? 0 : (here + step + regions.length) % regions.length;
  const ringing = regions[0]?.dataset["region"] === "ringing" && here > 0 && step > 0;
  const region = regions[ringing ? 0 : next];
  if (region) enter(region);
}

function enter(region: HTMLElement): void {
  const isMain = region.dataset["region"] === "main";
  const first = region.querySelector<HTMLElement>(".primary, [aria-current]");
  const any = region.querySelector<HTMLElement>("button:not(:disabled), a[href]");
  (isMain ? region : (first ?? any))?.focus();
}
