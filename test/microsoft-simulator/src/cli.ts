/*
 * Copyright 2026 The CSP Costs Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { MicrosoftSimulator } from './MicrosoftSimulator';
import type { SimulatorOptions } from './SimulatorOptions';

const HELP = `A simulated Microsoft cloud for one CSP partner.

Usage: yarn simulator [options]

  --port <number>           main port (default 7100)
  --storage-port <number>   blob storage port (default: main port + 1)
  --host <address>          address to listen on (default 127.0.0.1)
  --seed <number>           same seed, same partner and lines (default 7)
  --customers <number>      customers of the partner (default 40)
  --lines <number>          average usage lines per customer and day (default 12)
  --months <number>         closed months with data (default 3)
  --legacy-lines <number>   lines of each legacy invoice (default 0: no such invoices)
  --now <date-time>         simulated time, e.g. 2026-11-14T09:00:00Z; it then stands
                            still until moved (default: real time, running)
  --polls <number>          polls before an operation succeeds (default 1)
  --retry-after <seconds>   Retry-After of running operations (default 1)
  --lines-per-blob <number> lines a blob holds at most (default 50000)
  --certificate <file>      PEM certificate registered on the application
  --no-application          the partner's app registration does not exist yet
  --partner-name <name>     name of the partner
  --partner-domain <domain> domain of the partner's tenant
  --help                    this text
`;

function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  if (!/^\d+(\.\d+)?$/.test(text)) {
    throw new Error(`--${name} must be a number, not '${text}'`);
  }
  return Number(text);
}

function optionsFrom(args: string[]): SimulatorOptions | 'help' {
  const string = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      port: string,
      'storage-port': string,
      host: string,
      seed: string,
      customers: string,
      lines: string,
      months: string,
      'legacy-lines': string,
      now: string,
      polls: string,
      'retry-after': string,
      'lines-per-blob': string,
      certificate: string,
      'no-application': { type: 'boolean' },
      'partner-name': string,
      'partner-domain': string,
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    return 'help';
  }
  const now = values.now === undefined ? undefined : new Date(values.now);
  if (now && Number.isNaN(now.getTime())) {
    throw new Error(
      `--now must be a date and time such as 2026-11-14T09:00:00Z, not '${values.now}'`,
    );
  }
  return {
    port: numberOf('port', values.port) ?? 7100,
    storagePort: numberOf('storage-port', values['storage-port']),
    host: values.host,
    seed: numberOf('seed', values.seed),
    customers: numberOf('customers', values.customers),
    linesPerCustomerDay: numberOf('lines', values.lines),
    months: numberOf('months', values.months),
    legacyLines: numberOf('legacy-lines', values['legacy-lines']),
    now,
    operationPolls: numberOf('polls', values.polls),
    retryAfterSeconds: numberOf('retry-after', values['retry-after']) ?? 1,
    linesPerBlob: numberOf('lines-per-blob', values['lines-per-blob']),
    certificatePem:
      values.certificate === undefined
        ? undefined
        : readFileSync(values.certificate, 'utf8'),
    applicationRegistered: values['no-application'] !== true,
    partnerName: values['partner-name'],
    partnerDomain: values['partner-domain'],
  };
}

async function main(): Promise<void> {
  const options = optionsFrom(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(HELP);
    return;
  }
  const simulator = await MicrosoftSimulator.start(options);
  process.stdout.write(
    `Simulated Microsoft cloud at ${simulator.url} (blob storage ${simulator.storageUrl}), admin at ${simulator.url}/admin\n`,
  );
  const stop = () => {
    simulator.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`simulator: ${message}\nTry --help.\n`);
  process.exitCode = 1;
});
