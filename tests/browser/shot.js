// SPDX-License-Identifier: GPL-3.0-or-later
// Screenshots of a page: node shot.js ADDRESS OUT.  Makes OUT-1280.png,
// OUT-320.png, OUT-print.png and OUT.pdf, to be looked at by a person.
const { launch } = require('./browser.js');

(async () => {
	const [address, out] = process.argv.slice(2);
	const browser = await launch();

	for (const width of [1280, 320]) {
		const page = await browser.newPage({
			viewport: { width, height: 900 } });

		await page.goto(address);
		await page.screenshot({ path: `${out}-${width}.png`,
			fullPage: true });
	}
	const page = await browser.newPage({
		viewport: { width: 720, height: 1000 } });

	await page.emulateMedia({ media: 'print' });
	await page.goto(address);
	await page.screenshot({ path: `${out}-print.png`, fullPage: true });
	await page.pdf({ path: `${out}.pdf`, format: 'A4' });
	await browser.close();
})().catch((err) => {
	console.error(String(err));
	process.exit(1);
});
