/** What somebody on another's machine may reach: the world, and neither that machine nor the networks that it stands in. */
import { fail, ok, type Result } from "#kit/result.ts";
import { whereabouts } from "#kit/whereabouts.ts";
import { addressesOf } from "#world/http/guardedFetch.ts";
import type { Http } from "#world/http.ts";
import type { Mail, PostOffice } from "#world/mail.ts";
import type { Network } from "#world/network.ts";

/** Whatever settings allow by name: `http.inside` for every address that is not anybody's. */
export const outwardHttp = (http: Http): Http => ({
  ask: async (request) =>
    whereabouts(request.address) === "outside"
      ? http.ask(request)
      : fail("http.inside", request.url.host),
});

/** Letters too: an office inside is `mail.refused`, and what was looked at is connected to. */
export const outwardMail = (mail: Mail, network: Pick<Network, "lookup">): Mail => ({
  async send(letter, office, within) {
    const address = await outside(office, network);
    return address.ok ? mail.send(letter, { ...office, address: address.value }, within) : address;
  },
});

async function outside(
  { host }: PostOffice,
  network: Pick<Network, "lookup">,
): Promise<Result<string>> {
  const found = await addressesOf(host, { network });
  if (!found.ok) return fail("mail.unreachable", found.problem.detail);
  const [first = ""] = found.value;
  const isOutside = found.value.every((one) => whereabouts(one) === "outside");
  return isOutside ? ok(first) : fail("mail.refused", `${host} is inside of the machine's network`);
}
