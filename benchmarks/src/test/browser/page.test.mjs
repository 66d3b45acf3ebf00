// The comparer's page as a reader meets it: with a mouse, with a keyboard, on a phone, and with hostile names in it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { HOSTILE, hostile, suite } from './reports.mjs';

const jar = process.env.BENCHMARKS_JAR;
const screenshots = process.env.SCREENSHOTS;
const folder = mkdtempSync(join(tmpdir(), 'comparer-page-'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser;

function compare(name, options, ...reports) {
  const files = reports.map((report, i) => {
    const file = join(folder, `${name}-${i}.json`);
    writeFileSync(file, JSON.stringify(report));
    return `run ${i + 1}=${file}`;
  });
  const page = join(folder, `${name}.html`);
  execFileSync('java', ['-jar', jar, 'compare', ...files, ...options, '--fail-on', 'none', '-o', page], { stdio: 'pipe' });
  return pathToFileURL(page).href;
}

/** Opens the page; anything that it logs as an error, throws, or asks of the network is kept. */
async function open(url, viewport) {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  page.complaints = [];
  page.requests = [];
  page.on('console', message => { if (message.type() === 'error') { page.complaints.push(message.text()); } });
  page.on('pageerror', error => page.complaints.push(error.message));
  page.on('request', request => { if (!/^(file|data):/.test(request.url())) { page.requests.push(request.url()); } });
  await page.setViewport(viewport);
  await page.goto(url);
  return page;
}

const DESK = { width: 1200, height: 900 };
const PHONE = { width: 360, height: 740, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
let url;

before(async () => {
  url = compare('suite', ['--last'], suite(1, 1), suite(2, 1.05), suite(3, 1.3));
  browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('draws every row and asks nothing of the network', async () => {
  const page = await open(url, DESK);
  assert.equal(await page.$$eval('#rows tbody tr', rows => rows.length), 12);
  assert.equal(await page.$$eval('#intervals svg', charts => charts.length), 1);
  assert.ok(await page.$$eval('#intervals svg path', marks => marks.length) > 24);
  assert.deepEqual(page.complaints, []);
  assert.deepEqual(page.requests, []);
  if (screenshots) {
    await page.screenshot({ path: join(screenshots, 'comparer-page.png') });
  }
  await page.close();
});

test('shows the forks and the history of a row that is chosen by keyboard alone', async () => {
  const page = await open(url, DESK);
  await page.focus('#rows tbody tr button');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  assert.equal(await focused(), 'detail-title');
  assert.match(await page.$eval('#detail-title', title => title.textContent), /WordsBenchmark\.count0 .*avgt/);
  assert.match(await page.$eval('#detail-text', text => text.textContent), /regressed/);
  assert.equal(await page.$$eval('#forks svg', charts => charts.length), 1);
  assert.equal(await page.$$eval('#history svg', charts => charts.length), 1);
  await page.focus('#back');
  await page.keyboard.press('Enter');
  assert.match(await focused(), /count0/);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test('shows several sides, each row with its own', async () => {
  const several = compare('several', [], suite(1, 1), suite(2, 1.3), suite(3, 1));
  const page = await open(several, DESK);
  assert.equal(await page.$$eval('#rows tbody tr', rows => rows.length), 24);
  await page.type('#find', '[run 3]');
  assert.match(await page.$eval('#shown', shown => shown.textContent), /^12 of 24 rows/);
  await page.click('#rows tbody tr:not([hidden]) button');
  assert.match(await page.$eval('#detail-title', title => title.textContent), /count0 .*\[run 3\], avgt/);
  assert.equal(await page.$$eval('#history svg', charts => charts.length), 1);
  assert.deepEqual(page.complaints, []);
  await page.close();
  const phone = await open(several, PHONE);
  assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  await phone.close();
});

test('filters by verdict and by name', async () => {
  const page = await open(url, DESK);
  for (const verdict of ['improved', 'equivalent', 'inconclusive']) {
    await page.click(`input[value=${verdict}]`);
  }
  assert.match(await page.$eval('#shown', shown => shown.textContent), /^1 of 12 rows/);
  await page.type('#find', 'no such benchmark');
  assert.match(await page.$eval('#shown', shown => shown.textContent), /^0 of 12 rows/);
  assert.deepEqual(page.complaints, []);
  await page.close();
});

test('fits a phone without scrolling sideways', async () => {
  const page = await open(url, PHONE);
  await page.tap('#rows tbody tr button');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `${overflow} pixels too wide`);
  const heights = await page.$$eval('#rows tbody button', buttons => buttons.map(button => button.getBoundingClientRect().height));
  assert.ok(heights.every(height => height >= 24), 'targets are large enough to tap');
  assert.deepEqual(page.complaints, []);
  if (screenshots) {
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.screenshot({ path: join(screenshots, 'comparer-page-phone.png') });
  }
  await page.close();
});

for (const scheme of ['light', 'dark']) {
  test(`has no accessibility fault that axe finds, ${scheme}`, async () => {
    const page = await open(url, DESK);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.click('#rows tbody tr button');
    // In the page's own world the content security policy would, rightly, not let it run.
    await page.setBypassCSP(true);
    await page.reload();
    await page.click('#rows tbody tr button');
    await page.evaluate(axe);
    const result = await page.evaluate(() => window.axe.run());
    assert.deepEqual(result.violations.map(fault => `${fault.id}: ${fault.nodes[0].html}`), []);
    await page.close();
  });
}

test('keeps hostile names harmless', async () => {
  const page = await open(compare('hostile', [], hostile(1), hostile(2)), DESK);
  await page.click('#rows tbody tr button');
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  assert.ok((await page.$eval('#rows tbody button', button => button.title)).startsWith(HOSTILE));
  assert.equal(await page.$$eval('#rows img, #rows svg, #rows b, #rows i, #detail img', elements => elements.length), 0);
  assert.deepEqual(page.complaints, []);
  assert.deepEqual(page.requests, []);
  await page.close();
});

test('is complete without scripts', async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await page.setJavaScriptEnabled(false);
  await page.goto(url);
  const text = await page.$eval('#rows', table => table.textContent);
  assert.match(text, /count0/);
  assert.match(text, /regressed/);
  await page.close();
});
