// What was tried with a client and how it ended, in the form that tables.py reads; see tried.py.
import { writeFileSync } from 'node:fs';

export class Tried {
  calls = [];
  failed = 0;
  heading = '';

  constructor(column) {
    this.column = column;
  }

  section(heading) {
    this.heading = heading;
  }

  /** The call's answer, of which `holds` must be true. */
  async works(call, attempt, holds = () => true) {
    return this.#attempt(call, 'works', async () => {
      const answer = await attempt();
      if (!holds(answer)) {
        throw new Error(`it gave ${JSON.stringify(answer)}`);
      }
      return answer;
    });
  }

  /** The call fails as the service says, for example `404 PoolNotFound`. */
  async refused(call, expected, attempt) {
    await this.#attempt(call, expected, async () => {
      const said = await attempt().then(
        () => 'no refusal',
        (error) => {
          const code = error.body?.code ?? error.code ?? error.details?.errorCode;
          return error.statusCode ? [error.statusCode, code].filter(Boolean).join(' ') : String(error);
        },
      );
      if (said !== expected) {
        throw new Error(`it ended with ${said}`);
      }
    });
  }

  async #attempt(call, outcome, action) {
    this.calls.push([this.heading, call, outcome]);
    try {
      return await action();
    } catch (error) {
      this.failed++;
      console.log(`FAILED ${this.column}: ${this.heading}: ${call} should have ended with: ${outcome}\n  ${error.stack}`);
      return undefined;
    }
  }

  save(file) {
    console.log(`${this.column}: ${this.calls.length - this.failed} calls ended as expected, ${this.failed} did not`);
    writeFileSync(file, JSON.stringify({ column: this.column, calls: this.calls, failed: this.failed }));
  }
}

/** Asks until the answer will do; the fake's own delays are milliseconds. */
export async function until(ask, holds) {
  for (let attempt = 0; attempt < 1200; attempt++) {
    const answer = await ask();
    if (holds(answer)) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('after a minute it was still otherwise');
}

export async function text(stream) {
  let read = '';
  for await (const part of stream) {
    read += part;
  }
  return read;
}
