import type { Service } from "./service.ts";

/** Who is held at this telephone waits, and may be taken at any. */
export const park: Service = {
  perform: () => ({ is: "parks", says: ["service-parked"] }),
};
