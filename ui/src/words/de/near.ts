import { home } from "./home.ts";
import { phone } from "./phone.ts";
import { shared } from "./shared.ts";

/** In German, what the screens of every day say. */
export const near = { ...shared, ...home, ...phone };
