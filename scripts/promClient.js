/**
 * What the server uses of prom-client. Its whole would bring what is of no use here, at every start:
 * a push gateway (http, https, zlib), a cluster's sums (cluster), the process's own figures (OpenTelemetry).
 */
export { default as Counter } from "prom-client/lib/counter.js";
export { default as Gauge } from "prom-client/lib/gauge.js";
export { default as Histogram } from "prom-client/lib/histogram.js";
export { default as Registry } from "prom-client/lib/registry.js";
