// SPDX-License-Identifier: GPL-3.0-or-later
// Debian's Chromium, without the network calls it makes of its own accord.
const { chromium } = require('playwright-core');

exports.launch = () => chromium.launch({
	executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
	args: ['--headless', '--no-sandbox', '--disable-gpu',
		'--disable-quic', '--no-first-run',
		'--disable-background-networking',
		'--disable-component-update', '--disable-sync'],
});
