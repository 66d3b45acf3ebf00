// Reports in the shape of JMH's JSON, of numbers that are the same on every run.

/** Mulberry32. */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function result(benchmark, mode, unit, score, scatter, seed, params) {
  const next = random(seed);
  const around = value => value * (1 + scatter * (next() + next() + next() - 1.5));
  const rawData = Array.from({ length: 5 }, () => {
    const level = around(score);
    return Array.from({ length: 5 }, () => around(level));
  });
  return {
    jmhVersion: '1.37', benchmark, mode, threads: 1, forks: 5, jdkVersion: '17.0.15', vmName: 'OpenJDK 64-Bit Server VM',
    measurementBatchSize: 1, params, primaryMetric: { score, scoreUnit: unit, rawData }, secondaryMetrics: {}
  };
}

/** A suite of twelve rows; the factor makes the first slower and the second faster. */
export function suite(run, factor) {
  const rows = [];
  for (let i = 0; i < 12; i++) {
    const change = i === 0 ? factor : i === 1 ? 1 / factor : 1;
    rows.push(result(`org.example.text.WordsBenchmark.count${i}`, i % 3 === 2 ? 'thrpt' : 'avgt',
      i % 3 === 2 ? 'ops/s' : 'us/op', 100 * (i + 1) * change, i % 4 === 3 ? 0.15 : 0.01, 1000 * run + i,
      { corpus: 'english', size: String(1 << i) }));
  }
  return rows;
}

export const HOSTILE = 'evil.</script><script>window.pwned = 1</script><img src=x onerror="window.pwned = 2">.{a|b}';

/** One row whose name and parameter try to become markup. */
export function hostile(run) {
  return [result(HOSTILE, 'avgt', '"><svg onload="window.pwned=3">/op', 100, 0.01, run, { '<b>x</b>': '<i>{{data}}</i>' })];
}
