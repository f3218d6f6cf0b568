// SPDX-License-Identifier: GPL-3.0-or-later
// The ask page in a browser: node page.test.js BUILD DB.  DB is a store that
// holds the corpus.  Prints "N passed, M failed"; exit 1 when one failed.
const axe = require('axe-core');
const { launch } = require('./browser.js');
const { serve } = require('./serve.js');

const [build, db] = process.argv.slice(2);
const question = 'Helpt flipped classroom bij 140 eerstejaars op het hbo?';
let passed = 0, failed = 0;

function check(promise, isKept, detail) {
	if (isKept) {
		passed++;
		return;
	}
	failed++;
	console.error(`not kept: ${promise}`, detail === undefined ? '' :
		detail);
}

// WCAG 2.2 AA as far as axe decides it.
async function checkRules(page, name) {
	await page.evaluate(axe.source);
	const result = await page.evaluate(() => window.axe.run({
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',
			'wcag22aa', 'best-practice'] }));

	check(`${name}: no violations of WCAG 2.2 AA`,
		result.violations.length === 0,
		result.violations.map((v) => [v.id,
			v.nodes.map((n) => n.html)]));
}

async function checkReflow(page, name) {
	await page.setViewportSize({ width: 320, height: 640 });
	const wide = await page.evaluate(() =>
		document.documentElement.scrollWidth);

	check(`${name}: no sideways scrolling at 320 pixels`, wide <= 320,
		wide);
	await page.setViewportSize({ width: 1280, height: 800 });
}

// Tab through the page: each stop is visible and has an outline.
async function checkFocus(page, name) {
	const stops = await page.evaluate(() => document.querySelectorAll(
		'a[href], button, textarea, summary').length);
	const seen = new Set();

	for (let i = 0; i < stops; i++) {
		await page.keyboard.press('Tab');
		const at = await page.evaluate(() => {
			const e = document.activeElement;
			const box = e.getBoundingClientRect();
			const style = getComputedStyle(e);

			return { what: e.outerHTML.slice(0, 60) + box.top,
				width: parseFloat(style.outlineWidth),
				line: style.outlineStyle,
				high: box.height, top: box.top,
				bottom: box.bottom };
		});

		seen.add(at.what);
		check(`${name}: focus is visible`, at.line !== 'none' &&
			at.width >= 2 && at.bottom > 0 && at.top < 800, at);
	}
	check(`${name}: every stop is reached`, seen.size >= stops * 0.9,
		[seen.size, stops]);
}

async function checkTargets(page, name) {
	const small = await page.evaluate(() =>
		[...document.querySelectorAll('header a, button, summary')]
			.filter((e) => e.getBoundingClientRect().height < 24)
			.map((e) => e.outerHTML));

	check(`${name}: targets are 24 pixels high`, small.length === 0,
		small);
}

(async () => {
	const server = await serve(`${build}/staaf.cgi`, db);
	const browser = await launch();
	const context = await browser.newContext({ locale: 'nl-NL',
		javaScriptEnabled: true, viewport: { width: 1280, height: 800 } });
	const page = await context.newPage();
	const said = [];

	page.on('console', (m) => said.push(m.text()));
	await page.goto(server.address);
	check('the browser chooses Dutch',
		await page.getAttribute('html', 'lang') === 'nl');
	await checkRules(page, 'start');
	await checkReflow(page, 'start');
	await checkFocus(page, 'start');
	await checkTargets(page, 'start');

	await page.fill('textarea', question);
	await page.click('button');
	check('a question is a short address',
		page.url().includes('?q=Helpt+flipped'), page.url());
	check('the answer stands below the form',
		await page.locator('article h2').count() === 1);
	check('the form repeats the question',
		await page.inputValue('textarea') === question);
	await checkRules(page, 'answer');
	await checkReflow(page, 'answer');
	await checkFocus(page, 'answer');
	await checkTargets(page, 'answer');

	await page.click('text=English');
	check('the language switch wins over the browser',
		await page.getAttribute('html', 'lang') === 'en');
	check('the question stays with the switch',
		await page.inputValue('textarea') === question);
	await page.goto(`${server.address}?q=%FF`);
	check('a broken request is told on a page',
		await page.locator('[role=alert]').count() === 1);
	await checkRules(page, 'error');
	check('nothing was blocked or failed to load',
		said.every((s) => s.includes('400')), said);

	await browser.close();
	server.close();
	console.log(`${passed} passed, ${failed} failed`);
	process.exit(failed > 0 ? 1 : 0);
})().catch((err) => {
	console.error(String(err));
	process.exit(1);
});
