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

import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { childEnvironment } from './environment.mjs';
import { LauncherError, tail } from './output.mjs';
import { root } from './paths.mjs';

const running = new Set();

/** Runs a command to its end, its output in a log file. Rejects with the end of the log when it fails. */
export async function run(command, args, options) {
  const { logFile } = options;
  const { child, exited } = start(command, args, options);
  const entry = { stop: async () => void child.kill() };
  running.add(entry);
  const how = await exited;
  running.delete(entry);
  if (how !== 'exit code 0') {
    throw new LauncherError(
      `${tail(logFile)}\n${[command, ...args].join(' ')} ended with ${how}.`,
    );
  }
}

/** Runs a command to its end, its output on the terminal. Gives its exit code. */
export async function runVisibly(command, args, { cwd = root, env }) {
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const entry = { stop: async () => void child.kill() };
  running.add(entry);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? 1));
  }).finally(() => running.delete(entry));
}

/**
 * Starts a program that goes on until `stop` is called or this process ends,
 * in whatever way it ends.
 *
 * @remarks
 * It runs in a session of its own, so that Ctrl-C in the terminal reaches only
 * the launcher, which then stops the services one after the other. A shell
 * that waits on a pipe to us ends it when we are killed outright.
 */
export function startService(name, command, args, options) {
  const { signal = 'SIGTERM', ...startOptions } = options;
  const { child, exited } = start(command, args, {
    ...startOptions,
    detached: true,
  });
  const guard = spawn(
    '/bin/sh',
    ['-c', 'read -r _; kill -s "$0" "$1"', signal.slice(3), String(child.pid)],
    { stdio: ['pipe', 'ignore', 'ignore'], detached: true },
  );
  guard.unref();
  guard.stdin.unref();

  let over = false;
  const service = {
    name,
    logFile: options.logFile,
    pid: child.pid,
    /** Resolves to how it ended. */
    exited: exited.then(how => {
      over = true;
      running.delete(service);
      guard.kill();
      return how;
    }),
    get over() {
      return over;
    },
    async stop() {
      if (over) {
        return;
      }
      child.kill(signal);
      const impatience = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await service.exited;
      clearTimeout(impatience);
    },
  };
  running.add(service);
  return service;
}

/** Resolves when one of the services that run now ends by itself; gives it, and how it ended. */
export async function serviceEnd() {
  return Promise.race(
    [...running].map(async service => ({ service, how: await service.exited })),
  );
}

let stopping = false;

/** Whether this process is about to exit because it was told to. */
export function isStopping() {
  return stopping;
}

/** Stops every service and command, the latest started first. */
export async function stopEverything() {
  for (const service of [...running].reverse()) {
    await service.stop();
  }
}

/** On Ctrl-C, SIGTERM, and when the process that started us is gone: stops everything, then exits. */
export function stopOnSignals() {
  const handle = code => async () => {
    if (!stopping) {
      stopping = true;
      await stopEverything();
      process.exit(code);
    }
  };
  process.on('SIGINT', handle(130));
  process.on('SIGTERM', handle(143));
  process.on('SIGHUP', handle(129));
  onOrphaned(handle(1));
}

/**
 * Calls back when whoever started this process is gone: npm and Yarn leave
 * their scripts behind when they are killed.
 */
export function onOrphaned(callback) {
  process.once('disconnect', callback);
  const { npm_lifecycle_event: script, npm_config_user_agent: starter = '' } =
    process.env;
  if (!script || process.channel) {
    return;
  }
  const parent = process.ppid;
  // Between npm and its script there is a shell, which outlives npm.
  const npm = starter.startsWith('npm/') ? parentOf(parent) : undefined;
  const watch = setInterval(() => {
    if (process.ppid !== parent || (npm && !isAlive(npm))) {
      clearInterval(watch);
      callback();
    }
  }, 1000);
  watch.unref();
}

/** The command line of a process, or undefined when there is no such process. */
export function commandLine(pid) {
  try {
    if (process.platform === 'linux') {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        .replaceAll('\0', ' ')
        .trim();
    }
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], {
      encoding: 'utf8',
    }).trim();
  } catch {
    return undefined;
  }
}

function parentOf(pid) {
  try {
    const text =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/status`, 'utf8').match(/PPid:\s*(\d+)/)[1]
        : execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)]);
    return Number(text) > 1 ? Number(text) : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Whether a port can be listened on, on loopback and on all interfaces. */
export async function isPortFree(port) {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port));
}

/** A port nobody listens on. */
export async function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Several of them, each another one. */
export async function findFreePorts(count) {
  const found = new Set();
  while (found.size < count) {
    found.add(await findFreePort());
  }
  return [...found];
}

/** Calls `check` until it gives something true; undefined after `timeout` milliseconds or when `giveUp` says so. */
export async function waitFor(check, { timeout, giveUp = () => false }) {
  const deadline = Date.now() + timeout;
  while (Date.now() < deadline && !giveUp()) {
    const result = await check();
    if (result) {
      return result;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return undefined;
}

function start(command, args, { logFile, cwd = root, env, ...options }) {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  const child = spawn(command, args, {
    ...options,
    cwd,
    env: env ?? childEnvironment(),
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const exited = new Promise(resolve => {
    child.once('error', error => resolve(error.message));
    child.once('exit', (code, signal) =>
      resolve(signal ? `signal ${signal}` : `exit code ${code}`),
    );
  });
  return { child, exited };
}

async function canListen(port, host) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', error => resolve(error.code === 'EAFNOSUPPORT'));
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}
