/**
 * Property tests draw from one seed, so that a run can be had again; RINGWISE_SEED names another.
 * `npm run seeds` walks through many.
 */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env["RINGWISE_SEED"] ?? 1876) });
