/** `npm run demo`: an evening in a house with two analogue telephones, printed as it happens. */
import { scenes, written } from "./evening.ts";

for (const scene of Object.values(scenes)) {
  for (const told of await scene()) console.log(written(told));
  console.log();
}
