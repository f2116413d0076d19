import { after, before, test } from "node:test";
import { noSipp } from "../../interop/sipp.ts";
import { familyStories } from "./familyStories.ts";
import { streetStories } from "./streetStories.ts";

/* Claims 21 and 22 and their family with real processes: exchanges, members' servers, a carrier. */

const street = streetStories();
before(() => street.opens());
after(() => street.close());

for (const { id, name, needsSipp = false } of familyStories)
  test(`${id} over real sockets: ${name}`, { skip: (needsSipp && noSipp()) || false }, () =>
    street.plays(id),
  );
