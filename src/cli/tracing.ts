import { DiagLogLevel, diag } from '@opentelemetry/api';
import type { Logger } from '../http/log';
import { traceStatements } from '../store/statement-spans';

/**
 * Sends spans to the collector that the usual OTEL_ variables of the environment name. Loaded only here, so that
 * without them nothing of it costs anything.
 * @returns what sends the last of them.
 */
export async function startTracing(log: Logger): Promise<() => Promise<void>> {
  const { BatchSpanProcessor, NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { detectResources, envDetector, resourceFromAttributes } = await import('@opentelemetry/resources');
  const warn = (message: string) => log.warn({ reason: message.slice(0, 300) }, 'Traces cannot be sent');
  const silent = () => undefined;
  diag.setLogger({ error: warn, warn, info: silent, debug: silent, verbose: silent }, DiagLogLevel.WARN);
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'followline' }).merge(
      detectResources({ detectors: [envDetector] }),
    ),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  traceStatements();
  return () => provider.shutdown().catch((error) => warn(String(error?.message)));
}
